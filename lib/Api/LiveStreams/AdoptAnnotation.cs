using System.Text.Json;
using Onair.Api.Common;
using Onair.Api.Rules;

namespace Onair.Api.LiveStreams;

/// <summary>The annotation that lists existing resources to adopt.</summary>
public static class AdoptAnnotation
{
    /// <summary>The accepted names, the same as in <c>status.resources</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["inputSecurityGroupId", "inputId", "packageChannelId", "packageEndpointId", "channelId"];

    /// <summary>Returns the ids by name, or the problem with the annotation.</summary>
    public static (IReadOnlyDictionary<string, string> Ids, Violation? Problem) Read(string? annotation)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(annotation)) return (ids, null);
        try
        {
            using var json = JsonDocument.Parse(annotation);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return (ids, Problem("must be a JSON object"));
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (!Names.Contains(member.Name)) return (ids, Problem($"contains the unknown name \"{member.Name}\""));
                if (member.Value.ValueKind != JsonValueKind.String || member.Value.GetString() is not { Length: > 0 } id)
                    return (ids, Problem($"must have a string for \"{member.Name}\""));
                ids[member.Name] = id;
            }
        }
        catch (JsonException)
        {
            return (ids, Problem("must be valid JSON"));
        }
        return (ids, null);

        Violation Problem(string what) =>
            new($"metadata.annotations[{Annotations.Adopt}]", annotation, $"{what}; valid names are {string.Join(", ", Names)}");
    }

    internal static IEnumerable<Violation> WellFormed(LiveStreamCase stream) => Read(stream.Adopt).Problem is { } problem ? [problem] : [];
}
