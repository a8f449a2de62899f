using Onair.Video;

namespace Onair.Resources.MediaProviders;

/// <summary>What the map of a video service must be.</summary>
internal static class VideoRules
{
    /// <summary>All that is wrong with the map, each with its own field.</summary>
    public static IEnumerable<Violation> Map(MediaProviderCase provider)
    {
        if (provider.Spec.Video is not { } video) return [];
        ActionMap.Compile(video, out var errors);
        return errors.Select(error => new Violation(error.Field, error.Value, error.Rule));
    }
}
