using Onair.ConnectorPod.Plans;

namespace Onair.ConnectorPod.Pictures;

/// <summary>The test picture: the seven bars of 75 % of ITU-R BT.471, in limited range of BT.709.</summary>
internal static class ColorBars
{
    private static readonly (byte Y, byte U, byte V)[] Bars =
        [(180, 128, 128), (168, 44, 136), (145, 147, 44), (133, 63, 52), (63, 193, 204), (51, 109, 212), (28, 212, 120)];

    /// <summary>Draws them.</summary>
    /// <param name="picture">A frame, yuv420p.</param>
    /// <param name="format">Its size.</param>
    public static void Draw(Span<byte> picture, PictureFormat format)
    {
        var quarter = format.LumaBytes / 4;
        Draw(picture[..format.LumaBytes], format.Width, bar => bar.Y);
        Draw(picture.Slice(format.LumaBytes, quarter), format.Width / 2, bar => bar.U);
        Draw(picture.Slice(format.LumaBytes + quarter, quarter), format.Width / 2, bar => bar.V);
    }

    private static void Draw(Span<byte> plane, int width, Func<(byte Y, byte U, byte V), byte> value)
    {
        for (var column = 0; column < width; column++) plane[column] = value(Bars[column * Bars.Length / width]);
        for (var row = width; row < plane.Length; row += width) plane[..width].CopyTo(plane[row..]);
    }
}
