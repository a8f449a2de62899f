using Onair.Api.Rules;

namespace Onair.Api.ArchiveSplits;

/// <summary>Rules for the engines.</summary>
internal static class EngineRules
{
    public static IEnumerable<Violation> Configured(ArchiveSplitCase split)
    {
        if (split is { Split.Spec.Engine: SplitEngine.MediaConvert, Provider.Aws.MediaConvert: null, Source: { } source })
            yield return new("spec.engine", nameof(SplitEngine.MediaConvert), $"requires spec.aws.mediaConvert in MediaProvider \"{source.ProviderName}\"");
    }

    public static IEnumerable<Violation> Precision(ArchiveSplitCase split)
    {
        if (split.Split.Spec is { Engine: SplitEngine.MediaConvert, Precision: SplitPrecision.Keyframe })
            yield return new("spec.precision", nameof(SplitPrecision.Keyframe), "requires the engine Pod; MediaConvert re-encodes every frame");
    }
}
