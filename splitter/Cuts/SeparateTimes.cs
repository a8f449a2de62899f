using Onair.Recordings.Cutting;
using Onair.Recordings.Ts;

namespace Onair.Splitter.Cuts;

/// <summary>
/// Time stamps for an encoder that receives all pieces as one stream. Pieces whose clocks are not continuous are placed apart, so that the
/// frames of a piece can be told from the frames around it, which are needed only for decoding.
/// </summary>
/// <param name="Windows">The position of each piece in the encoder's stream and in the section, in 90-kHz ticks.</param>
internal sealed record SeparateTimes(IReadOnlyList<SeparateTimes.Window> Windows)
{
    private const long Begin = 20 * TsClock.Rate;

    /// <summary>Lays the pieces out.</summary>
    public static SeparateTimes Of(CutPlan plan, CutLayout layout)
    {
        var longest = plan.Pieces.Max(p => Enumerable.Range(0, p.Index.Gops.Count).Max(g => p.Index.EndOf(g) - p.Index.Gops[g].At));
        var (windows, at, section) = (new List<Window>(), Begin + (2 * longest), 0L);
        for (var k = 0; k < plan.Pieces.Count; k++)
        {
            var (from, to) = layout.Clips[k];
            if (k > 0 && plan.Pieces[k].Discontinuity) at += (4 * longest) + TsClock.Rate;
            windows.Add(new(at, at + to - from, section, TsClock.Difference(at, TsClock.Add(plan.Pieces[k].Index.FirstPts, from))));
            at += to - from;
            section += to - from;
        }

        return new(windows);
    }

    /// <summary>Converts a time in the encoder's stream to the section's time; null when it belongs to no piece.</summary>
    /// <param name="pts">The time stamp from the encoder.</param>
    /// <param name="early">How far before a piece the time may be.</param>
    public long? SectionTime(long pts, long early)
    {
        foreach (var window in Windows)
        {
            if (pts >= window.From - early && pts < window.To && window.To > window.From) return window.Section + pts - window.From;
        }

        return null;
    }

    /// <param name="From">Its first moment, in the encoder's stream.</param>
    /// <param name="To">Its end there.</param>
    /// <param name="Section">Its first moment in the section.</param>
    /// <param name="Offset">From the segment's clock to the encoder's stream.</param>
    internal readonly record struct Window(long From, long To, long Section, long Offset);
}
