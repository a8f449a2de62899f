namespace Onair.ConnectorPod.Calibrating;

/// <summary>Compares the times of flashes and beeps that were played at the same moments.</summary>
internal static class FlashesAndBeeps
{
    /// <summary>How far a flash and its beep may be apart: less than half of the time between two.</summary>
    public const double Reach = 0.23;

    // A frame is captured at any moment of its time, and a tick takes it at any moment of its own.
    private const double Spread = 0.1;

    // As little as SoundTrack corrects: nobody hears or sees it.
    private const double Settled = 0.01;

    /// <summary>The median of the last cycle's offsets; positive when the flashes come later, so that the sound has to wait.</summary>
    /// <param name="flashes">Seconds, ascending.</param>
    /// <param name="beeps">Seconds, ascending.</param>
    /// <param name="settled">
    /// Whether the cycle before must say the same: a player that has just begun learns only within seconds how late its sound is heard, and shows
    /// its pictures too early until then.
    /// </param>
    /// <returns>Null with too few pairs, or when they contradict each other.</returns>
    public static double? Offset(IReadOnlyList<double> flashes, IReadOnlyList<double> beeps, bool settled)
    {
        var offsets = new List<double>();
        foreach (var flash in flashes)
        {
            var near = beeps.Where(b => Math.Abs(flash - b) <= Reach).ToList();
            if (near.Count > 0) offsets.Add(flash - near.MinBy(b => Math.Abs(flash - b)));
        }

        if (MedianOf(offsets.TakeLast(CalibrationVideo.Cycle)) is not { } last) return null;
        if (!settled) return last;
        return MedianOf(offsets.SkipLast(CalibrationVideo.Cycle).TakeLast(CalibrationVideo.Cycle)) is { } before && Math.Abs(last - before) <= Settled ? last : null;
    }

    private static double? MedianOf(IEnumerable<double> offsets)
    {
        var cycle = offsets.Order().ToList();
        // A busy machine may show one flash late, which leaves the median alone.
        return cycle.Count < CalibrationVideo.Cycle || cycle[^2] - cycle[1] > Spread ? null : cycle[CalibrationVideo.Cycle / 2];
    }
}
