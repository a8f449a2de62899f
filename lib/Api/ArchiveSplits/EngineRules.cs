using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.ArchiveSplits;

/// <summary>What the engines need and can do.</summary>
internal static class EngineRules
{
    public static IEnumerable<Violation> Configured(ArchiveSplitCase split)
    {
        if (split is { Split.Spec.Engine: SplitEngine.MediaConvert, Provider.Aws.MediaConvert: null, Stream: { } stream })
            yield return new("spec.engine", nameof(SplitEngine.MediaConvert), $"needs spec.aws.mediaConvert in MediaProvider \"{stream.ProviderName}\"");
    }

    public static IEnumerable<Violation> Precision(ArchiveSplitCase split)
    {
        if (split.Split.Spec is { Engine: SplitEngine.MediaConvert, Precision: SplitPrecision.Keyframe })
            yield return new("spec.precision", nameof(SplitPrecision.Keyframe), "is for the engine Pod; MediaConvert encodes every frame anew");
    }
}
