using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onair.Emulator.Ivs;

/// <summary>An IVS channel.</summary>
internal sealed record IvsChannel
{
    /// <summary>Last part of the ARN.</summary>
    public required string Id { get; init; }

    /// <summary>Everything configurable, with wire names, defaults filled in.</summary>
    public required JsonObject Settings { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>What an encoder needs to push to a channel.</summary>
internal sealed record StreamKey
{
    /// <summary>Last part of the ARN.</summary>
    public required string Id { get; init; }

    public required string ChannelId { get; init; }

    /// <summary>The secret.</summary>
    public required string Value { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Without the secret: records print all members, and this one may be logged.</summary>
    public override string ToString() => $"stream key {Id} of channel {ChannelId}";
}

/// <summary>Where streams are recorded. Nothing of it can be edited.</summary>
internal sealed record RecordingConfiguration
{
    /// <summary>Last part of the ARN.</summary>
    public required string Id { get; init; }

    /// <summary>Everything configurable, with wire names, defaults filled in.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>Until then it is CREATING.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>Its bucket did not exist.</summary>
    public bool Failed { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>The public key of a playback key pair.</summary>
internal sealed record PlaybackKey
{
    /// <summary>Last part of the ARN.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The public key, as SubjectPublicKeyInfo.</summary>
    public required string PublicPem { get; init; }

    public required string Fingerprint { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>What one push became. It ends with the push or the process, and is remembered for a while.</summary>
internal sealed record IvsStream
{
    /// <summary>IVS's id: another one for each push.</summary>
    public required string Id { get; init; }

    public required string ChannelId { get; init; }

    /// <summary>The path segment of its playlists and segments. Whoever was let in knows it, so it is as secret as IVS's own URLs of variants.</summary>
    public required string Token { get; init; }

    /// <summary>The push's connection.</summary>
    public required string Connection { get; init; }

    /// <summary>When the push was accepted.</summary>
    public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>When its first video arrived; null as long as there was none.</summary>
    public DateTimeOffset? LiveAt { get; init; }

    /// <summary>Null as long as it lasts.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Where it is recorded; null when it is not.</summary>
    public RecordingTarget? Recording { get; init; }

    /// <summary>Without the token.</summary>
    public override string ToString() => $"stream {Id} of channel {ChannelId}";
}

/// <summary>Where a stream is recorded.</summary>
/// <param name="Bucket">The recording configuration's.</param>
/// <param name="Prefix">Of all its objects, without a slash at the end.</param>
/// <param name="ConfigurationArn">The recording configuration.</param>
internal sealed record RecordingTarget(string Bucket, string Prefix, string ConfigurationArn);

[JsonSerializable(typeof(IvsChannel))]
[JsonSerializable(typeof(StreamKey))]
[JsonSerializable(typeof(RecordingConfiguration))]
[JsonSerializable(typeof(PlaybackKey))]
[JsonSerializable(typeof(IvsStream))]
internal sealed partial class IvsJson : JsonSerializerContext;
