namespace Onair.Recordings.Index;

/// <summary>
/// What a cut has to know of an archive segment, so that it reads only the bytes it needs. Stored as JSON beside the segment:
/// <see cref="KeyOf"/>.
/// </summary>
public sealed record SegmentIndex
{
    /// <summary>The format of this document; others are made anew.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The format of this document.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The ETag of the object that it was made from: an index of another object is worthless.</summary>
    public required string ETag { get; init; }

    /// <summary>Size of the segment.</summary>
    public required long Bytes { get; init; }

    /// <summary>When the segment was stored: right after its last frame, for MediaLive uploads a segment when it rolls over.</summary>
    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>PID of the video.</summary>
    public required int VideoPid { get; init; }

    /// <summary>PID of the audio; −1 without any.</summary>
    public required int AudioPid { get; init; }

    /// <summary>Stream type of the video: 0x1b for H.264.</summary>
    public required byte VideoType { get; init; }

    /// <summary>Stream type of the audio: 0x0f for AAC in ADTS.</summary>
    public required byte AudioType { get; init; }

    /// <summary>PAT and PMT as packets of 188 bytes each.</summary>
    public required byte[] Tables { get; init; }

    /// <summary>SPS and PPS of the first key frame, as Annex B with start codes of three bytes.</summary>
    public required byte[] ParameterSets { get; init; }

    /// <summary>All key frames have the same parameter sets and all groups are closed: they can be copied in any order.</summary>
    public required bool Uniform { get; init; }

    /// <summary>
    /// The settings that x264 writes into its first frame, e.g. <c>cabac=1 ref=1 …</c>; null in later segments of a run, and when
    /// the encoder tells nothing.
    /// </summary>
    public string? Encoder { get; init; }

    /// <summary>Presentation time of the first frame on the stream's own 33-bit clock, 90 kHz.</summary>
    public required long FirstPts { get; init; }

    /// <summary>From the first frame to the end of the last, in 90-kHz ticks.</summary>
    public required long Ticks { get; init; }

    /// <summary>The groups, in order. Never empty.</summary>
    public required IReadOnlyList<Gop> Gops { get; init; }

    /// <summary>Where the index of a segment is: <c>…/archive.000003.ts</c> has <c>…/archive.000003.gops.json</c>.</summary>
    public static string KeyOf(string segmentKey)
    {
        ArgumentNullException.ThrowIfNull(segmentKey);
        return segmentKey.EndsWith(".ts", StringComparison.Ordinal) ? $"{segmentKey[..^3]}.gops.json" : $"{segmentKey}.gops.json";
    }

    /// <summary>Where a group ends in time: where the next begins, or where the segment ends.</summary>
    public long EndOf(int gop) => gop + 1 < Gops.Count ? Gops[gop + 1].At : Ticks;
}
