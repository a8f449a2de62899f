using k8s.Models;
using Onair.Api.Common;
using Onair.Api.Rules;

namespace Onair.Api.IvsChannels;

/// <summary>The annotation that lists existing resources of IVS to adopt. The stream key comes with its channel.</summary>
public static class AdoptedArns
{
    /// <summary>The accepted names, the same as in <c>status.resources</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["recordingConfigurationArn", "channelArn"];

    /// <summary>The ARNs by name; empty when the annotation is missing or invalid.</summary>
    public static IReadOnlyDictionary<string, string> Of(IvsChannel channel) => AdoptedIds.Read(Annotation(channel), Names).Ids;

    internal static IEnumerable<Violation> WellFormed(IvsChannelCase channel) =>
        AdoptedIds.Read(Annotation(channel.Channel), Names).Problem is { } problem ? [problem] : [];

    private static string? Annotation(IvsChannel channel) => channel.GetAnnotation(Annotations.Adopt);
}
