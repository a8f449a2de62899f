using System.Text.Json.Serialization;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Serialization;

namespace WidgetOperator;

/// <summary>The resource of the benchmark's contract.</summary>
public sealed class Widget : CustomResource<WidgetSpec, WidgetStatus>
{
    public static ResourceType<Widget> Type { get; } =
        new("bench.example.com", "v1", "widgets", "Widget", WidgetContext.Default.Widget, WidgetContext.Default.ResourceListWidget);
}

public sealed record WidgetSpec
{
    public int Size { get; set; }

    public string? Region { get; set; }

    public string? Image { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}

public sealed record WidgetStatus
{
    public long? ObservedGeneration { get; set; }

    public string? Endpoint { get; set; }

    public string? State { get; set; }

    public List<WidgetCondition>? Conditions { get; set; }
}

public sealed record WidgetCondition
{
    public required string Type { get; set; }

    public required string Status { get; set; }

    public long? ObservedGeneration { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset LastTransitionTime { get; set; }

    public required string Reason { get; set; }

    public required string Message { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Widget))]
[JsonSerializable(typeof(ResourceList<Widget>))]
[JsonSerializable(typeof(CloudWidget))]
[JsonSerializable(typeof(CloudAccepted))]
[JsonSerializable(typeof(CloudState))]
[JsonSerializable(typeof(CloudWish))]
internal sealed partial class WidgetContext : JsonSerializerContext;
