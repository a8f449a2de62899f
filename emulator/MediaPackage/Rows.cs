using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onair.Emulator.MediaPackage;

/// <summary>A MediaPackage channel.</summary>
internal sealed record PackageChannel
{
    /// <summary>Chosen by the client.</summary>
    public required string Id { get; init; }

    /// <summary>Last part of the ARN.</summary>
    public required string Token { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Ingest endpoints with wire names, and logging where configured.</summary>
    public required JsonObject Settings { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>An origin endpoint.</summary>
internal sealed record OriginEndpoint
{
    /// <summary>Chosen by the client.</summary>
    public required string Id { get; init; }

    /// <summary>The path segment of the URL.</summary>
    public required string Token { get; init; }

    public required string ChannelId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Everything configurable, with wire names, defaults filled in.</summary>
    public required JsonObject Settings { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

[JsonSerializable(typeof(PackageChannel))]
[JsonSerializable(typeof(OriginEndpoint))]
internal sealed partial class MediaPackageJson : JsonSerializerContext;
