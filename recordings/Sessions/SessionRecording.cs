using Onair.Recordings.Ts;

namespace Onair.Recordings.Sessions;

/// <summary>What is recorded of a session, both pipelines put together, in the order of time.</summary>
/// <param name="Stretches">Without overlap; between two of them there may be a time that nobody recorded.</param>
/// <param name="StartedAt">The time of day of the first frame, to about a second; null of an empty recording.</param>
public sealed record SessionRecording(IReadOnlyList<Stretch> Stretches, DateTimeOffset? StartedAt)
{
    /// <summary>Where the recording ends so far, in 90-kHz ticks from its first frame.</summary>
    public long Ticks => Stretches.Count == 0 ? 0 : Stretches[^1].To;

    /// <summary>Where the recording ends so far, in seconds.</summary>
    public double Seconds => (double)Ticks / TsClock.Rate;

    /// <summary>
    /// The settings of the encoder that made a stretch, which it writes into the first segment of a run alone; null when they are
    /// not known.
    /// </summary>
    public string? EncoderOf(Stretch stretch)
    {
        ArgumentNullException.ThrowIfNull(stretch);
        var segment = stretch.Segment;
        return Stretches.Select(s => s.Segment)
            .LastOrDefault(s => s.Pipeline == segment.Pipeline && s.Counter <= segment.Counter && s.Index.Encoder is not null)?.Index.Encoder;
    }

    /// <summary>What is recorded between two moments. Nothing that is not: the parts may be shorter together.</summary>
    /// <param name="from">In ticks, included.</param>
    /// <param name="to">In ticks, not included.</param>
    public IReadOnlyList<Stretch> Cut(long from, long to) =>
    [
        .. Stretches.Where(s => s.From < to && s.To > from).Select((s, position) => s with
        {
            From = Math.Max(s.From, from), To = Math.Min(s.To, to), Discontinuity = s.Discontinuity && position > 0,
        }),
    ];
}
