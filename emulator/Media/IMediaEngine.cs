namespace Onair.Emulator.Media;

/// <summary>
/// Moves the video of running channels. The control plane (MediaLive's state machine) calls it; a test of the control
/// plane replaces it.
/// </summary>
internal interface IMediaEngine
{
    /// <summary>Makes the ingest endpoints of an input accept its streams, whether or not a channel runs.</summary>
    /// <param name="endpoints">All ingest endpoints of all inputs; this replaces all endpoints set before.</param>
    /// <param name="cancellationToken">Gives up waiting; the engine still applies the change.</param>
    Task SetIngestAsync(IReadOnlyCollection<IngestEndpoint> endpoints, CancellationToken cancellationToken);

    /// <summary>
    /// Starts the channel's pipelines, also one that failed. Returns when they wait for input. Idempotent by channel id.
    /// </summary>
    Task StartAsync(ChannelPlan plan, CancellationToken cancellationToken);

    /// <summary>
    /// A pipeline fails: it ends at once, and the segment that it was recording is lost. <see cref="StartAsync"/> restarts it. Nothing to do
    /// when the channel is not running.
    /// </summary>
    Task FailAsync(string channelId, int pipeline, CancellationToken cancellationToken);

    /// <summary>
    /// Stops the pipelines and returns when the last archive segment is in the bucket. Nothing to do when not running.
    /// </summary>
    Task StopAsync(string channelId, CancellationToken cancellationToken);

    /// <summary>
    /// Sets the endpoints of a MediaPackage channel after an edit: a running channel uses them from the next segment on,
    /// stored segments are served with them at once.
    /// </summary>
    void UpdatePackage(PackagePlan package);

    /// <summary>Forgets a deleted origin endpoint: its URL returns 404 and its segments are removed.</summary>
    Task RemovePackageEndpointAsync(string endpointToken, CancellationToken cancellationToken);

    /// <summary>What each running pipeline sees now; empty when the channel does not run.</summary>
    IReadOnlyList<PipelineHealth> Health(string channelId);
}

/// <summary>One accepted RTMP push: <c>rtmp://host:port/{Application}/{Instance}</c>.</summary>
/// <param name="InputId">The MediaLive input that owns it.</param>
/// <param name="Pipeline">0 for the input's first destination, 1 for its second; it selects the port (1935, 1936).</param>
/// <param name="Application">The RTMP application name.</param>
/// <param name="Instance">The RTMP stream name, which works as the stream key.</param>
/// <param name="AllowedCidrs">The rules of the input's security groups; a publisher from elsewhere is refused.</param>
internal sealed record IngestEndpoint(
    string InputId, int Pipeline, string Application, string Instance, IReadOnlyList<string> AllowedCidrs);

/// <summary>All that a running channel does, resolved from the channel, its input and its package endpoints.</summary>
/// <param name="ChannelId">The MediaLive channel.</param>
/// <param name="Pipelines">One source for SINGLE_PIPELINE, two for STANDARD.</param>
/// <param name="Renditions">The declared ABR ladder, highest first.</param>
/// <param name="Package">Where the HLS goes; null when the channel has no MediaPackage output.</param>
/// <param name="Archives">One archive destination per pipeline; empty when nothing is recorded.</param>
internal sealed record ChannelPlan(
    string ChannelId,
    IReadOnlyList<PipelineSource> Pipelines,
    IReadOnlyList<Rendition> Renditions,
    PackagePlan? Package,
    IReadOnlyList<ArchivePlan> Archives);

/// <summary>What feeds one pipeline: the push with this application and instance, unless it is pulled.</summary>
internal sealed record PipelineSource(int Pipeline, string InputId, string Application, string Instance)
{
    /// <summary>Set for a pull input.</summary>
    public PullSource? Pull { get; init; }
}

/// <summary>Where a pipeline gets its stream.</summary>
/// <param name="Url">rtmp for RTMP, http or https for HLS.</param>
/// <param name="Username">Empty for none.</param>
/// <param name="Password">Null for none.</param>
internal sealed record PullSource(Uri Url, string Username, string? Password)
{
    /// <summary>Neither password nor path: a path may be a key.</summary>
    public override string ToString() => $"{Url.Scheme}://{Url.Authority}";
}

/// <summary>One rung of the ladder.</summary>
/// <param name="Name">The output's name modifier without special characters, e.g. <c>720p</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="VideoBitrate">Bits per second.</param>
/// <param name="AudioBitrate">Bits per second.</param>
/// <param name="FrameRateNumerator">Frame rate is numerator / denominator.</param>
/// <param name="FrameRateDenominator">See the numerator.</param>
/// <param name="GopSeconds">Distance of key frames in seconds.</param>
internal sealed record Rendition(
    string Name, int Width, int Height, int VideoBitrate, int AudioBitrate,
    int FrameRateNumerator, int FrameRateDenominator, double GopSeconds)
{
    /// <summary>As it arrives, not encoded again. Size, frame rate and bitrate are the source's, and segments end at its key frames.</summary>
    public bool IsCopy { get; init; }

    /// <summary>The source itself.</summary>
    public static Rendition Source(string name) => new(name, 0, 0, 0, 0, 0, 1, 1) { IsCopy = true };
}

/// <summary>The MediaPackage channel that the ladder is pushed to, and its HLS endpoints.</summary>
internal sealed record PackagePlan(string PackageChannelId, IReadOnlyList<PackageEndpoint> Endpoints);

/// <summary>One HLS origin endpoint, served at <c>/out/v1/{EndpointToken}/{ManifestName}.m3u8</c>.</summary>
/// <param name="EndpointToken">The path segment in the endpoint's URL; a 32-digit hex string, not the endpoint's id.</param>
/// <param name="ManifestName">File name of the master playlist without extension, <c>index</c> by default.</param>
/// <param name="SegmentSeconds">Target duration of a segment.</param>
/// <param name="PlaylistWindowSeconds">How much a playlist lists.</param>
/// <param name="StartoverWindowSeconds">How much is kept and can be asked for by <c>start</c>/<c>end</c>.</param>
/// <param name="Encryption">Null when segments are in the clear.</param>
internal sealed record PackageEndpoint(
    string EndpointToken, string ManifestName, int SegmentSeconds, int PlaylistWindowSeconds, int StartoverWindowSeconds,
    PackageEncryption? Encryption = null)
{
    /// <summary>When the channel stops, playlists say that nothing follows.</summary>
    public bool EndsWithChannel { get; init; }
}

/// <summary>AES-128 with keys that a SPEKE 1.0 key server gives.</summary>
/// <param name="ContentId">SPEKE's resource id, which keys are requested for.</param>
/// <param name="SystemIds">Ids of the DRM systems asked for.</param>
/// <param name="KeyServer">Where the key server takes requests.</param>
/// <param name="RotationSeconds">How long a key serves; 0 for ever.</param>
/// <param name="InitializationVector">32 hex digits; null for the media sequence number.</param>
/// <param name="RepeatKeyTag">EXT-X-KEY stands before each segment, not only where it changes.</param>
internal sealed record PackageEncryption(
    string ContentId, IReadOnlyList<string> SystemIds, Uri KeyServer, int RotationSeconds, string? InitializationVector, bool RepeatKeyTag);

/// <summary>One pipeline's recording: MPEG-TS segments <c>{Key}{Modifier}.{000000}.ts</c> put when they are complete.</summary>
/// <param name="Pipeline">The pipeline that is recorded.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="KeyPrefix">The destination after <c>s3ssl://bucket/</c>, date variables resolved to the start of the pipeline.</param>
/// <param name="NameModifier">The output's name modifier, likewise; may be empty.</param>
/// <param name="SegmentSeconds">The rollover interval.</param>
internal sealed record ArchivePlan(int Pipeline, string Bucket, string KeyPrefix, string NameModifier, int SegmentSeconds);

/// <summary>What a pipeline sees now.</summary>
/// <param name="Pipeline">0 or 1.</param>
/// <param name="Receiving">Video arrived within the last seconds.</param>
/// <param name="Detail">For people: resolution and bitrate of the source, or why nothing comes.</param>
/// <param name="Unreachable">A source that is pulled from cannot be reached, as against one that sends nothing.</param>
internal sealed record PipelineHealth(int Pipeline, bool Receiving, string Detail, bool Unreachable = false);
