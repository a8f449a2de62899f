using Onair.Emulator.Media;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaPackage;

/// <summary>All MediaPackage resources of the account.</summary>
internal sealed class MediaPackageAccount(FileStore files, EmulatorOptions options, TimeProvider time)
{
    /// <summary>Held while a decision and its write are one step.</summary>
    public Lock Gate { get; } = new();

    public EmulatorOptions Options { get; } = options;

    public Table<PackageChannel> Channels { get; } = new(files, "mediapackage-channels", MediaPackageJson.Default.PackageChannel, c => c.Id);

    public Table<OriginEndpoint> Endpoints { get; } = new(files, "mediapackage-endpoints", MediaPackageJson.Default.OriginEndpoint, e => e.Id);

    public DateTimeOffset Now => time.GetUtcNow();

    public static OperationException Unprocessable(string message) => new("UnprocessableEntityException", message);

    public string Arn(string kind, string token) => $"arn:aws:mediapackage:{Options.Region}:{Options.AccountId}:{kind}/{token}";

    public PackageChannel Channel(string id) => Channels.TryGet(id, out var row) ? row : throw NotFound("channel", id);

    public OriginEndpoint Endpoint(string id) => Endpoints.TryGet(id, out var row) ? row : throw NotFound("origin endpoint", id);

    public bool Exists(string channelId) => Channels.TryGet(channelId, out _);

    /// <summary>Whether other services see the channel already.</summary>
    public bool IsVisible(string channelId) =>
        Channels.TryGet(channelId, out var row) && Now >= row.CreatedAt.AddMilliseconds(Options.EventualConsistencyMilliseconds);

    public IEnumerable<OriginEndpoint> EndpointsOf(string channelId) => Endpoints.Rows.Where(e => e.ChannelId == channelId);

    /// <summary>The channel's HLS endpoints, as the media engine serves them.</summary>
    public IReadOnlyList<PackageEndpoint> HlsEndpoints(string channelId) =>
    [
        .. from endpoint in EndpointsOf(channelId)
           let settings = endpoint.Settings
           select new PackageEndpoint(
               endpoint.Token,
               settings.Text("manifestName")!,
               (int)settings.Number("hlsPackage.segmentDurationSeconds")!,
               (int)settings.Number("hlsPackage.playlistWindowSeconds")!,
               (int)settings.Number("startoverWindowSeconds")!,
               HlsEncryption.Plan(settings)),
    ];

    private static OperationException NotFound(string kind, string id) => new("NotFoundException", $"The {kind} '{id}' was not found");
}
