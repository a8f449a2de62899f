using System.Text.Json;
using Onair.Api.Common;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams;

/// <summary>Reads the annotation that names existing resources. A pure function.</summary>
internal static class Adoption
{
    private static readonly Dictionary<string, ResourceKind> Kinds = new(StringComparer.Ordinal)
    {
        ["inputSecurityGroupId"] = ResourceKind.InputSecurityGroup,
        ["inputId"] = ResourceKind.Input,
        ["packageChannelId"] = ResourceKind.PackageChannel,
        ["packageEndpointId"] = ResourceKind.PackageEndpoint,
        ["channelId"] = ResourceKind.Channel,
    };

    /// <summary>The ids by kind, and what is wrong with the annotation.</summary>
    public static (IReadOnlyDictionary<ResourceKind, string> Ids, Violation? Problem) Read(string? annotation)
    {
        var ids = new Dictionary<ResourceKind, string>();
        if (string.IsNullOrWhiteSpace(annotation)) return (ids, null);
        try
        {
            using var json = JsonDocument.Parse(annotation);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return (ids, Problem("must be a JSON object"));
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (!Kinds.TryGetValue(member.Name, out var kind)) return (ids, Problem($"has the unknown name \"{member.Name}\""));
                if (member.Value.ValueKind != JsonValueKind.String || member.Value.GetString() is not { Length: > 0 } id)
                    return (ids, Problem($"must have a string for \"{member.Name}\""));
                ids[kind] = id;
            }
        }
        catch (JsonException)
        {
            return (ids, Problem("is not JSON"));
        }
        return (ids, null);

        Violation Problem(string what) =>
            new($"metadata.annotations[{Annotations.Adopt}]", annotation, $"{what}; the names are {string.Join(", ", Kinds.Keys)}");
    }
}
