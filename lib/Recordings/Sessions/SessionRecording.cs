using Onair.Recordings.Ts;

namespace Onair.Recordings.Sessions;

/// <summary>The recording of a session, merged from both pipelines, in the order of time.</summary>
/// <param name="SegmentRanges">Non-overlapping parts. Between two of them there may be a gap that no pipeline recorded.</param>
/// <param name="StartedAt">The time of day of the first frame, to about a second; null for an empty recording.</param>
public sealed record SessionRecording(IReadOnlyList<SegmentRange> SegmentRanges, DateTimeOffset? StartedAt)
{
    // Multiplexers keep audio and video within a second of each other (ISO/IEC 13818-1, 2.7.9).
    private const long AudioSpread = TsClock.Rate;

    /// <summary>Where the recording ends so far, in 90-kHz ticks from its first frame.</summary>
    public long Ticks => SegmentRanges.Count == 0 ? 0 : SegmentRanges[^1].To;

    /// <summary>Where the recording ends so far, in seconds.</summary>
    public double Seconds => (double)Ticks / TsClock.Rate;

    /// <summary>
    /// A cut that also includes neighboring segments, as ranges of length 0, where it starts or ends close to a segment's boundary:
    /// audio is multiplexed at some distance from the video it belongs to.
    /// </summary>
    /// <param name="cut">The result of <see cref="Cut"/>.</param>
    public IReadOnlyList<SegmentRange> WithSound(IReadOnlyList<SegmentRange> cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        if (cut.Count == 0) return cut;
        List<SegmentRange> heard = [.. cut];
        var (first, last) = (Find(cut[0]), Find(cut[^1]));
        if (first > 0 && !SegmentRanges[first].Discontinuity && cut[0].From - SegmentRanges[first].From < AudioSpread)
            heard.Insert(0, SegmentRanges[first - 1] with { From = SegmentRanges[first - 1].To, Discontinuity = false });
        if (last + 1 < SegmentRanges.Count && !SegmentRanges[last + 1].Discontinuity && SegmentRanges[last].To - cut[^1].To < AudioSpread)
            heard.Add(SegmentRanges[last + 1] with { To = SegmentRanges[last + 1].From });
        return heard;
    }

    /// <summary>
    /// The settings of the encoder that made a range; null when unknown. An encoder writes them only into the first segment of a
    /// run.
    /// </summary>
    public string? EncoderOf(SegmentRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return SegmentRanges.Take(Find(range) + 1).Select(s => s.Segment)
            .LastOrDefault(s => s.Pipeline == range.Segment.Pipeline && s.Index.Encoder is not null)?.Index.Encoder;
    }

    /// <summary>The recorded parts between two times. Gaps are not filled, so their total may be shorter.</summary>
    /// <param name="from">In ticks, inclusive.</param>
    /// <param name="to">In ticks, exclusive.</param>
    public IReadOnlyList<SegmentRange> Cut(long from, long to) =>
    [
        .. SegmentRanges.Where(s => s.From < to && s.To > from).Select((s, position) => s with
        {
            From = Math.Max(s.From, from), To = Math.Min(s.To, to), Discontinuity = s.Discontinuity && position > 0,
        }),
    ];

    private int Find(SegmentRange part) => SegmentRanges.TakeWhile(s => s.Segment != part.Segment || s.To < part.To).Count();
}
