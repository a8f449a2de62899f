using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.LiveStreams;

/// <summary>The rules of a LiveStream that its schema cannot express. The admission webhook and the operator both apply them.</summary>
public static class LiveStreamRules
{
    /// <summary>All rules, in the order in which violations are reported.</summary>
    public static IReadOnlyList<Rule<LiveStreamCase>> Table { get; } =
    [
        new("spec.providerRef", "Required, unless a MediaProvider is marked as the default.", ProviderRules.Named),
        new("spec.providerRef.name", "Must be a MediaProvider with spec.aws.", ProviderRules.HasAws),
        new("spec.providerRef.name", ProviderNamespaces.Rule, s => ProviderNamespaces.Check(s.Provider, s.Namespace, "spec.providerRef.name", s.Spec.ProviderName)),
        new("spec.providerRef.name", "Immutable while the stream has resources in AWS.", ImmutableFields.Provider),
        new("spec.input.type", "Immutable once the input exists: MediaLive cannot change it.", ImmutableFields.Type),
        new("spec.input.redundancy", "Immutable once the input exists: MediaLive cannot change it.", ImmutableFields.Redundancy),
        new("spec.input.sources", "One source for each pipeline with RtmpPull and UrlPull; not allowed with RtmpPush.", InputRules.Sources),
        new("spec.input.sources[].url", "Must be an absolute rtmp or rtmps URL for RtmpPull, http or https for UrlPull, without a user name or password.", InputRules.Urls),
        new("spec.input.sources[].url", "Must have a public host, or one in the MediaProvider's allowedSourceCidrs.", ProviderRules.Sources),
        new("spec.input.streamKeySecretRef", "Only for RtmpPush.", InputRules.StreamKey),
        new("spec.encoder.renditions[]", "Renditions must differ in width, height or bitrate.", EncoderRules.Distinct),
        new("spec.encoder.renditions[].frameRate", "Must be the same in all renditions, so that players can switch between them.", EncoderRules.FrameRates),
        new("spec.encoder.renditions[].height", "Must be at most the MediaProvider's streamLimits.maxHeight.", ProviderRules.Height),
        new("spec.encoder.renditions[].bitrate", "Must be at most the MediaProvider's streamLimits.maxBitrate.", ProviderRules.Bitrate),
        new("spec.packaging.playlistWindowSeconds", "Must cover at least three segments.", PackagingRules.PlaylistWindow),
        new("spec.packaging.startoverWindowSeconds", "Must be 0 or at least playlistWindowSeconds.", PackagingRules.StartoverWindow),
        new("spec.packaging.encryption.speke.url", "Must be an absolute http or https URL.", PackagingRules.KeyServer),
        new("spec.archive.path", "Must contain {unix}, so that sessions do not overwrite each other.", ArchiveRules.Unique),
        new(
            "spec.archive.path",
            "Must contain {uid}, or {namespace} and {name}, so that streams do not overwrite each other. A stream that has resources in AWS keeps its template, with the condition Deprecated.",
            ArchiveRules.OfOneStream)
        { SparesAccepted = true },
        new("spec.archive.path", $"Must use only these placeholders: {ArchiveRules.Placeholders}.", ArchiveRules.Known),
        new("spec.archive.folder", $"Must use only these placeholders: {ArchiveRules.Placeholders}.", ArchiveRules.KnownOfFolder),
        new("spec.distribution.live", "Requires a MediaProvider with a distributionId.", ProviderRules.Distribution),
        new("spec.state", "Scheduled requires a schedule with at least one window.", ScheduleRules.State),
        new("spec.schedule[].stop", "Must be after start.", ScheduleRules.Order),
        new("spec.schedule[].start", "Must not be before the end of an earlier window.", ScheduleRules.Overlap),
        new("spec.costGuard", "Durations must be longer than zero.", s => CostGuardRules.Positive("spec.costGuard", s.Spec.CostGuard)),
        new("spec.costGuard.maxRunDuration", "Required if the MediaProvider has streamLimits.maxRunDuration, and must not exceed it.", ProviderRules.RunDuration),
        new("metadata.annotations[onair.dev/adopt]", "Must be a JSON object of strings whose names are those of status.resources.", AdoptAnnotation.WellFormed),
    ];

    /// <summary>Returns all violations; empty when the stream is valid.</summary>
    public static IReadOnlyList<Violation> Check(LiveStreamCase stream) => [.. Table.SelectMany(rule => rule.Check(stream))];

    /// <summary>Returns the violations that keep a stream from being carried out: all but those of <see cref="Spared"/>.</summary>
    public static IReadOnlyList<Violation> Blocking(LiveStreamCase stream) =>
        NewRules.Blocking(Table, stream, WasAccepted(stream));

    /// <summary>
    /// Returns the violations that are only reported: the stream was accepted, and has resources in AWS, before the rule existed.
    /// </summary>
    public static IReadOnlyList<Violation> Spared(LiveStreamCase stream) =>
        NewRules.Spared(Table, stream, WasAccepted(stream));

    private static bool WasAccepted(LiveStreamCase stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.Recorded.Resources.Provider is not null;
    }
}
