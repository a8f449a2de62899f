using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.LiveStreams;

/// <summary>The rules of a LiveStream that its schema cannot say, for the admission webhook and for the operator alike.</summary>
public static class LiveStreamRules
{
    /// <summary>Each rule, in the order in which violations are told.</summary>
    public static IReadOnlyList<Rule<LiveStreamCase>> Table { get; } =
    [
        new("spec.providerRef", "Names a MediaProvider, unless one is marked as the default.", ProviderRules.Named),
        new("spec.providerRef.name", "A MediaProvider with spec.aws.", ProviderRules.HasAws),
        new("spec.providerRef.name", "Cannot be changed while resources exist.", ImmutableFields.Provider),
        new("spec.input.type", "Cannot be changed once the input exists: MediaLive never changes it.", ImmutableFields.Type),
        new("spec.input.redundancy", "Cannot be changed once the input exists: MediaLive never changes it.", ImmutableFields.Redundancy),
        new("spec.input.sources", "None for RtmpPush; one for each pipeline for RtmpPull and UrlPull.", InputRules.Sources),
        new("spec.input.sources[].url", "An absolute rtmp or rtmps URL for RtmpPull, http or https for UrlPull, without user name and password.", InputRules.Urls),
        new("spec.input.sources[].url", "A public host, or one in the MediaProvider's allowedSourceCidrs.", ProviderRules.Sources),
        new("spec.input.streamKeySecretRef", "For RtmpPush alone.", InputRules.StreamKey),
        new("spec.encoder.renditions[]", "Differ in width, height or bitrate.", EncoderRules.Distinct),
        new("spec.encoder.renditions[].frameRate", "The same in all renditions, or players cannot switch between them.", EncoderRules.FrameRates),
        new("spec.encoder.renditions[].height", "At most the MediaProvider's streamLimits.maxHeight.", ProviderRules.Height),
        new("spec.encoder.renditions[].bitrate", "At most the MediaProvider's streamLimits.maxBitrate.", ProviderRules.Bitrate),
        new("spec.packaging.playlistWindowSeconds", "At least three segments.", PackagingRules.PlaylistWindow),
        new("spec.packaging.startoverWindowSeconds", "0, or at least playlistWindowSeconds.", PackagingRules.StartoverWindow),
        new("spec.packaging.encryption.speke.url", "An absolute http or https URL.", PackagingRules.KeyServer),
        new("spec.archive.path", "Contains {unix}, so that no session overwrites another.", ArchiveRules.Unique),
        new("spec.archive.path", $"Knows only the placeholders {ArchiveRules.Placeholders}.", ArchiveRules.Known),
        new("spec.distribution.live", "Needs a MediaProvider with a distributionId.", ProviderRules.Distribution),
        new("spec.schedule[].stop", "After start.", ScheduleRules.Order),
        new("spec.schedule[].start", "Not before the stop of another window that began earlier.", ScheduleRules.Overlap),
        new("spec.costGuard", "Durations are longer than zero.", s => CostGuardRules.Positive("spec.costGuard", s.Spec.CostGuard)),
        new("spec.costGuard.maxRunDuration", "At most the MediaProvider's streamLimits.maxRunDuration, which makes it required.", ProviderRules.RunDuration),
        new("metadata.annotations[onair.dev/adopt]", "A JSON object of strings with the names of status.resources.", AdoptAnnotation.Wellformed),
    ];

    /// <summary>All violations at once; empty when the stream may be as it is declared.</summary>
    public static IReadOnlyList<Violation> Check(LiveStreamCase stream) => [.. Table.SelectMany(rule => rule.Check(stream))];
}
