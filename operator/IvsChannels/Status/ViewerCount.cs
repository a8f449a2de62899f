namespace Onair.Operator.IvsChannels.Status;

/// <summary>The number of viewers in the status. A pure function.</summary>
internal static class ViewerCount
{
    /// <summary>
    /// The recorded count until the new one differs by a tenth: the audience of a large stream changes all the time, and each change would be
    /// a status write. IVS says -1 when its own count timed out (GetStream, IVS API reference); then the recorded count stays.
    /// </summary>
    /// <param name="recorded">The count in the status; null when there is none.</param>
    /// <param name="seen">The count of the last look; null when IVS named none.</param>
    public static long? Shown(long? recorded, long? seen) => (recorded, seen) switch
    {
        (_, null or < 0) => recorded,
        (null, _) => seen,
        var (former, now) => Math.Abs(former.Value - now.Value) * 10 >= Math.Max(former.Value, now.Value) ? now : former,
    };
}
