using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onair.Emulator.Mux;

/// <summary>A direct upload.</summary>
internal sealed record MuxUpload
{
    public required string Id { get; init; }

    /// <summary>Whoever has it may upload: the last part of the URL.</summary>
    public required string Secret { get; init; }

    /// <summary>Differs from that of every other row, so that it orders them.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Seconds that the URL works for.</summary>
    public int Timeout { get; init; }

    /// <summary>As last written; see <see cref="Uploads.UploadLife.StatusAt"/> for what it is now.</summary>
    public MuxUploadStatus Status { get; init; }

    /// <summary>The one origin whose pages may upload; empty for none, <c>*</c> for all.</summary>
    public string CorsOrigin { get; init; } = "";

    public bool Test { get; init; }

    /// <summary><c>new_asset_settings</c> as they were given.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>The file's size, once a chunk has declared it.</summary>
    public long? Total { get; init; }

    public string? AssetId { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>Mux's words for where an upload is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MuxUploadStatus>))]
internal enum MuxUploadStatus
{
    Waiting,
    AssetCreated,
    Errored,
    Cancelled,
    TimedOut,
}

/// <summary>An asset.</summary>
internal sealed record MuxAsset
{
    public required string Id { get; init; }

    /// <summary>Differs from that of every other row, so that it orders them.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>preparing</c>, <c>ready</c> or <c>errored</c>.</summary>
    public string Status { get; init; } = "preparing";

    /// <summary>The upload it came by; null when it was fetched.</summary>
    public string? UploadId { get; init; }

    /// <summary>Where it is fetched from; null when it was uploaded.</summary>
    public string? SourceUrl { get; init; }

    public IReadOnlyList<MuxPlaybackId> PlaybackIds { get; init; } = [];

    public string? Passthrough { get; init; }

    public JsonObject? Meta { get; init; }

    public string VideoQuality { get; init; } = "basic";

    public bool Test { get; init; }

    /// <summary>What the file was found to be; null until it was looked at.</summary>
    public MuxMedia? Media { get; init; }

    /// <summary>The ladder, best first; set with <c>ready</c>.</summary>
    public IReadOnlyList<MuxRung> Rungs { get; init; } = [];

    public string? ErrorType { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>A playback id.</summary>
/// <param name="Id">Part of URLs.</param>
/// <param name="Policy"><c>public</c> or <c>signed</c>.</param>
internal sealed record MuxPlaybackId(string Id, string Policy);

/// <summary>What a file holds.</summary>
/// <param name="Container">ffprobe's name of its format.</param>
/// <param name="Duration">In seconds.</param>
internal sealed record MuxMedia(string Container, double Duration, MuxVideoTrack? Video, MuxAudioTrack? Audio);

/// <summary>A video track; width and height are those of the upright picture with square pixels.</summary>
internal sealed record MuxVideoTrack(string Id, string Encoding, int Width, int Height, double FrameRate, double Duration);

/// <summary>A track of sound.</summary>
internal sealed record MuxAudioTrack(string Id, string Encoding, int SampleRate, int Channels, double Duration);

/// <summary>A rendition as it is stored.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="Width">0 for sound alone.</param>
/// <param name="Height">0 for sound alone.</param>
/// <param name="Codecs">As RFC 6381 writes them.</param>
/// <param name="PeakBitrate">Bits a second of its largest segment.</param>
/// <param name="AverageBitrate">Bits a second over all.</param>
internal sealed record MuxRung(string Name, int Width, int Height, string Codecs, long PeakBitrate, long AverageBitrate);

/// <summary>A signing key. The private part is the client's alone.</summary>
internal sealed record MuxSigningKey(string Id, DateTimeOffset CreatedAt, string PublicPem);

[JsonSerializable(typeof(MuxUpload))]
[JsonSerializable(typeof(MuxAsset))]
[JsonSerializable(typeof(MuxSigningKey))]
[JsonSerializable(typeof(Webhooks.MuxEvent))]
[JsonSerializable(typeof(Webhooks.WebhookSettings))]
internal sealed partial class MuxJson : JsonSerializerContext;
