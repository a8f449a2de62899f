namespace Onair.Emulator.Media.Pipelines;

/// <summary>
/// Which source feeds the encoder. Sticky, like MediaLive's EQUAL_INPUT_PREFERENCE: a source that comes back does not
/// take over again.
/// </summary>
internal static class SwitchDecision
{
    /// <summary>A source that sent no video for this long is worse than any that does.</summary>
    public static readonly TimeSpan Stall = TimeSpan.FromSeconds(1);

    /// <summary>A connected source that sent no video for this long, with no other to go to, is lost.</summary>
    public static readonly TimeSpan Loss = TimeSpan.FromSeconds(3);

    /// <param name="active">The source in use, null for none.</param>
    /// <param name="lastVideo">When each source last sent video; null when it is not connected.</param>
    /// <param name="now">On the same clock.</param>
    /// <returns>The source to use from now on, null for none.</returns>
    public static int? Decide(int? active, IReadOnlyList<TimeSpan?> lastVideo, TimeSpan now)
    {
        var silence = active is { } current && lastVideo[current] is { } last ? now - last : TimeSpan.MaxValue;
        if (silence <= Stall) return active;
        for (var source = 0; source < lastVideo.Count; source++)
        {
            if (source != active && lastVideo[source] is { } other && now - other <= Stall) return source;
        }

        return silence <= Loss ? active : null;
    }
}
