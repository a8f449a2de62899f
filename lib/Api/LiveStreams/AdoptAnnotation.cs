using Onair.Api.Rules;

namespace Onair.Api.LiveStreams;

/// <summary>The annotation that lists existing resources to adopt.</summary>
public static class AdoptAnnotation
{
    /// <summary>The accepted names, the same as in <c>status.resources</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["inputSecurityGroupId", "inputId", "packageChannelId", "packageEndpointId", "channelId"];

    /// <summary>Returns the ids by name, or the problem with the annotation.</summary>
    public static (IReadOnlyDictionary<string, string> Ids, Violation? Problem) Read(string? annotation) => AdoptedIds.Read(annotation, Names);

    internal static IEnumerable<Violation> WellFormed(LiveStreamCase stream) => Read(stream.Adopt).Problem is { } problem ? [problem] : [];
}
