using Onair.Api.IvsChannels;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>The settings of an IVS channel that Onair declares, and where the channel is.</summary>
internal sealed record ChannelSettings
{
    public string Name { get; init; } = "";

    /// <summary>As IVS writes it, e.g. <c>STANDARD</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary><c>LOW</c> or <c>NORMAL</c>.</summary>
    public string LatencyMode { get; init; } = "";

    public bool Authorized { get; init; }

    public bool InsecureIngest { get; init; }

    /// <summary>Empty without recording, as IVS writes it.</summary>
    public string RecordingConfigurationArn { get; init; } = "";

    /// <summary>The playlist for viewers; not declared.</summary>
    public string? PlaybackUrl { get; init; }

    /// <summary>Where encoders push to; not declared.</summary>
    public string? IngestEndpoint { get; init; }

    /// <summary>What is declared.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="name">The channel's name in IVS.</param>
    /// <param name="recordingArn">The recorded recording configuration; null without recording.</param>
    public static ChannelSettings Declared(IvsChannelSpec spec, string name, string? recordingArn) => new()
    {
        Name = name,
        Type = spec.Type switch
        {
            IvsChannelType.Basic => "BASIC",
            IvsChannelType.AdvancedSd => "ADVANCED_SD",
            IvsChannelType.AdvancedHd => "ADVANCED_HD",
            _ => "STANDARD",
        },
        LatencyMode = spec.LatencyMode == IvsLatencyMode.Normal ? "NORMAL" : "LOW",
        Authorized = spec.Authorized,
        InsecureIngest = spec.InsecureIngest,
        RecordingConfigurationArn = recordingArn ?? "",
    };

    /// <summary>The fields in which the actual settings differ from these, as users write them.</summary>
    public IReadOnlyList<string> Differences(ChannelSettings actual) =>
    [
        .. new (string Field, bool Same)[]
        {
            ("name", Name == actual.Name),
            ("spec.type", Type == actual.Type),
            ("spec.latencyMode", LatencyMode == actual.LatencyMode),
            ("spec.authorized", Authorized == actual.Authorized),
            ("spec.insecureIngest", InsecureIngest == actual.InsecureIngest),
            ("spec.recording", RecordingConfigurationArn == actual.RecordingConfigurationArn),
        }.Where(f => !f.Same).Select(f => f.Field),
    ];
}

/// <summary>The settings of a recording configuration. IVS cannot change any of them.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="ReconnectWindowSeconds">How long a broken push may take to come back.</param>
/// <param name="ThumbnailIntervalSeconds">How often a thumbnail is stored; null for never.</param>
internal sealed record RecordingSettings(string Bucket, int ReconnectWindowSeconds, int? ThumbnailIntervalSeconds)
{
    /// <summary>What is declared.</summary>
    /// <param name="spec">The spec; null without recording.</param>
    /// <param name="archiveBucket">The provider's bucket.</param>
    public static RecordingSettings? Declared(IvsRecordingSpec? spec, string archiveBucket) =>
        spec is null ? null : new(spec.Bucket ?? archiveBucket, spec.ReconnectWindowSeconds, spec.ThumbnailIntervalSeconds);

    /// <summary>The fields in which the actual settings differ from these.</summary>
    public IReadOnlyList<string> Differences(RecordingSettings actual) =>
    [
        .. new (string Field, bool Same)[]
        {
            ("spec.recording.bucket", Bucket == actual.Bucket),
            ("spec.recording.reconnectWindowSeconds", ReconnectWindowSeconds == actual.ReconnectWindowSeconds),
            ("spec.recording.thumbnailIntervalSeconds", ThumbnailIntervalSeconds == actual.ThumbnailIntervalSeconds),
        }.Where(f => !f.Same).Select(f => f.Field),
    ];
}
