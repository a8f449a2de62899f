using System.Text.Json.Serialization;

namespace Onair.Recordings.Index;

/// <summary>
/// What a cut needs to know about an archive segment in order to read only the bytes it needs. Stored as JSON next to the segment:
/// <see cref="KeyOf"/>.
/// </summary>
public sealed record SegmentIndex
{
    /// <summary>The current format; indexes in another format are rebuilt.</summary>
    public const int CurrentVersion = 2;

    /// <summary>The format of this document.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The ETag of the object that the index was built from. An index of another object must not be used.</summary>
    public required string ETag { get; init; }

    /// <summary>Size of the segment.</summary>
    public required long Bytes { get; init; }

    /// <summary>When the segment was stored: right after its last frame, because MediaLive uploads a segment when it rolls over.</summary>
    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>PID of the video.</summary>
    public required int VideoPid { get; init; }

    /// <summary>PID of the audio; −1 for none.</summary>
    public required int AudioPid { get; init; }

    /// <summary>Stream type of the video: 0x1b for H.264.</summary>
    public required byte VideoType { get; init; }

    /// <summary>Stream type of the audio: 0x0f for AAC in ADTS.</summary>
    public required byte AudioType { get; init; }

    /// <summary>What people see or hear of the segment and a cut of it would lack, for people: <c>E-AC-3 audio (stream type 0x87)</c>; null for nothing.</summary>
    public string? LeftOut { get; init; }

    /// <summary>PAT and PMT as packets of 188 bytes each.</summary>
    public required byte[] Tables { get; init; }

    /// <summary>SPS and PPS of the first key frame, as Annex B with start codes of three bytes.</summary>
    public required byte[] ParameterSets { get; init; }

    /// <summary>Whether all key frames have the same parameter sets and all GOPs are closed, so that they can be copied in any order.</summary>
    public required bool Uniform { get; init; }

    /// <summary>
    /// The settings that x264 writes into its first frame, e.g. <c>cabac=1 ref=1 …</c>; null in later segments of a run, and when
    /// the encoder writes none.
    /// </summary>
    public string? Encoder { get; init; }

    /// <summary>Presentation time of the first frame on the stream's own 33-bit clock, 90 kHz.</summary>
    public required long FirstPts { get; init; }

    /// <summary>From the first frame to the end of the last, in 90-kHz ticks.</summary>
    public required long Ticks { get; init; }

    /// <summary>The GOPs, in order. Empty only in a <see cref="SegmentOutline"/>, which is never stored.</summary>
    public required IReadOnlyList<Gop> Gops { get; init; }

    /// <summary>Whether the segment can be cut, not only placed on the timeline.</summary>
    [JsonIgnore]
    public bool HasGops => Gops.Count > 0;

    /// <summary>The key of a segment's index: <c>…/archive_20260101T120000.000003.ts</c> has <c>…/archive_20260101T120000.000003.gops.json</c>.</summary>
    public static string KeyOf(string segmentKey)
    {
        ArgumentNullException.ThrowIfNull(segmentKey);
        return segmentKey.EndsWith(".ts", StringComparison.Ordinal) ? $"{segmentKey[..^3]}.gops.json" : $"{segmentKey}.gops.json";
    }

    /// <summary>The time at which a GOP ends: the start of the next one, or the end of the segment.</summary>
    public long EndOf(int gop) => gop + 1 < Gops.Count ? Gops[gop + 1].At : Ticks;
}
