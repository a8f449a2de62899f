using System.Text.Json.Serialization;

namespace Onair.Gateway.Telemetry.Beacons;

/// <summary>What a page sends. Members that this version does not know are ignored: a page may be newer than the gateway.</summary>
internal sealed record BeaconBody
{
    /// <summary>The session that the page got.</summary>
    public required string Session { get; init; }

    /// <summary>The page's clock at the time of sending, in ms since 1970.</summary>
    public required long Sent { get; init; }

    /// <summary>What happened, in order.</summary>
    public required IReadOnlyList<BeaconEvent> Events { get; init; }
}

/// <summary>Something that happened in a page.</summary>
internal sealed record BeaconEvent
{
    /// <summary>Its number in the session, from 1. A repeat has the same number.</summary>
    public required int Id { get; init; }

    /// <summary>E.g. <c>stream_start</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The page's clock when it happened, in ms since 1970.</summary>
    public required long At { get; init; }

    /// <summary>Where the viewer was, in seconds of the video.</summary>
    public double? Position { get; init; }

    /// <summary>Where the viewer came from, in seconds of the video.</summary>
    public double? From { get; init; }

    /// <summary>Height of the picture in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Bits per second.</summary>
    public long? Bitrate { get; init; }

    /// <summary>What the viewer saw go wrong.</summary>
    public string? Error { get; init; }

    /// <summary>How the view went up to now.</summary>
    public BeaconFigures? Figures { get; init; }
}

/// <summary>How the view went up to now. Times are in seconds.</summary>
internal sealed record BeaconFigures
{
    /// <summary>How long the picture moved.</summary>
    public required double ViewDuration { get; init; }

    /// <summary>How long ago playback began.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>How often the picture stopped to wait for data.</summary>
    public required int BufferingEvents { get; init; }

    /// <summary>How long it waited in all.</summary>
    public required double RebufferSeconds { get; init; }

    /// <summary>How often the quality changed.</summary>
    public required int QualityChanges { get; init; }

    /// <summary>How long the viewer waited for the first picture.</summary>
    public double? StartupSeconds { get; init; }

    /// <summary>How far the viewer is behind the end of the live playlist.</summary>
    public double? LatencySeconds { get; init; }
}

/// <summary>JSON of beacons.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BeaconBody))]
internal sealed partial class BeaconJson : JsonSerializerContext;
