using k8s.Models;
using Onair.Api.Common;
using Onair.Api.LiveStreams;

namespace Onair.Webhook.LiveStreams;

/// <summary>The annotations under which Onair changes nothing. What a warning promises does not happen while one of them is set.</summary>
internal static class LeftAlone
{
    /// <summary>The annotation; null when none is set.</summary>
    public static string? By(LiveStream stream) =>
        new[] { Annotations.Paused, Annotations.ObserveOnly }.FirstOrDefault(name => stream.GetAnnotation(name) == "true");

    /// <summary>The warning that nothing happens.</summary>
    public static string Warning(string annotation, string nothing) =>
        $"metadata.annotations[{annotation}] is \"true\": {nothing} until the annotation is removed";
}
