using Onair.Recordings.Ts;

namespace Onair.Recordings.Sessions;

/// <summary>The recording of a session, merged from both pipelines, in the order of time.</summary>
/// <param name="Stretches">Non-overlapping parts. Between two of them there may be a gap that no pipeline recorded.</param>
/// <param name="StartedAt">The time of day of the first frame, to about a second; null for an empty recording.</param>
public sealed record SessionRecording(IReadOnlyList<Stretch> Stretches, DateTimeOffset? StartedAt)
{
    // Multiplexers keep audio and video within a second of each other (ISO/IEC 13818-1, 2.7.9).
    private const long AudioSpread = TsClock.Rate;

    /// <summary>Where the recording ends so far, in 90-kHz ticks from its first frame.</summary>
    public long Ticks => Stretches.Count == 0 ? 0 : Stretches[^1].To;

    /// <summary>Where the recording ends so far, in seconds.</summary>
    public double Seconds => (double)Ticks / TsClock.Rate;

    /// <summary>
    /// A cut that also includes neighboring segments, as stretches of length 0, where it starts or ends close to a segment's boundary:
    /// audio is multiplexed at some distance from the video it belongs to.
    /// </summary>
    /// <param name="cut">The result of <see cref="Cut"/>.</param>
    public IReadOnlyList<Stretch> WithSound(IReadOnlyList<Stretch> cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        if (cut.Count == 0) return cut;
        List<Stretch> heard = [.. cut];
        var (first, last) = (Find(cut[0]), Find(cut[^1]));
        if (first > 0 && !Stretches[first].Discontinuity && cut[0].From - Stretches[first].From < AudioSpread)
            heard.Insert(0, Stretches[first - 1] with { From = Stretches[first - 1].To, Discontinuity = false });
        if (last + 1 < Stretches.Count && !Stretches[last + 1].Discontinuity && Stretches[last].To - cut[^1].To < AudioSpread)
            heard.Add(Stretches[last + 1] with { To = Stretches[last + 1].From });
        return heard;
    }

    /// <summary>
    /// The settings of the encoder that made a stretch; null when unknown. An encoder writes them only into the first segment of a
    /// run.
    /// </summary>
    public string? EncoderOf(Stretch stretch)
    {
        ArgumentNullException.ThrowIfNull(stretch);
        return Stretches.Take(Find(stretch) + 1).Select(s => s.Segment)
            .LastOrDefault(s => s.Pipeline == stretch.Segment.Pipeline && s.Index.Encoder is not null)?.Index.Encoder;
    }

    /// <summary>The recorded parts between two times. Gaps are not filled, so their total may be shorter.</summary>
    /// <param name="from">In ticks, inclusive.</param>
    /// <param name="to">In ticks, exclusive.</param>
    public IReadOnlyList<Stretch> Cut(long from, long to) =>
    [
        .. Stretches.Where(s => s.From < to && s.To > from).Select((s, position) => s with
        {
            From = Math.Max(s.From, from), To = Math.Min(s.To, to), Discontinuity = s.Discontinuity && position > 0,
        }),
    ];

    private int Find(Stretch part) => Stretches.TakeWhile(s => s.Segment != part.Segment || s.To < part.To).Count();
}
