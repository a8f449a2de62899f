namespace Onair.ConnectorPod.Calibrating;

/// <summary>Divides an offset into what delays the picture and what delays the sound: a picture is delayed by whole ticks only.</summary>
internal static class OffsetSplit
{
    /// <param name="seconds">By how much the sound has to be delayed against the picture.</param>
    /// <param name="frameRate">Ticks per second.</param>
    /// <returns>Ticks for the picture, and the time for the sound.</returns>
    public static (int Ticks, TimeSpan Sound) Of(double seconds, int frameRate)
    {
        var ticks = seconds >= 0 ? 0 : (int)Math.Ceiling(-seconds * frameRate);
        return (ticks, TimeSpan.FromSeconds(seconds + (double)ticks / frameRate));
    }
}
