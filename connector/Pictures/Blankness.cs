namespace Onair.ConnectorPod.Pictures;

/// <summary>Tells a picture from a surface of one color, as a browser shows before it has drawn anything.</summary>
internal static class Blankness
{
    // Wider than the noise of a coded surface.
    private const int Range = 8;
    // Prime, so that the looked-at pixels are in no column.
    private const int Step = 61;

    /// <param name="luma">Of all pixels.</param>
    public static bool IsBlank(ReadOnlySpan<byte> luma)
    {
        byte low = 255, high = 0;
        for (var pixel = 0; pixel < luma.Length; pixel += Step)
        {
            low = Math.Min(low, luma[pixel]);
            high = Math.Max(high, luma[pixel]);
        }

        return high - low < Range;
    }

    /// <summary>The mean brightness, 0 to 255.</summary>
    /// <param name="luma">Of all pixels.</param>
    public static double Brightness(ReadOnlySpan<byte> luma)
    {
        long sum = 0;
        var count = 0;
        for (var pixel = 0; pixel < luma.Length; pixel += Step)
        {
            sum += luma[pixel];
            count++;
        }

        return count == 0 ? 0 : (double)sum / count;
    }
}
