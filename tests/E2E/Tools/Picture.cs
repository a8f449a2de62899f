namespace Onair.Tests.E2E.Tools;

/// <summary>A small grey copy of a frame: enough to tell one picture from another.</summary>
internal sealed record Picture(byte[] Pixels)
{
    private const string Scale = "scale=64:36,format=gray";
    private const int Size = 64 * 36;

    /// <summary>The first and the last frame of some video.</summary>
    public static async Task<(Picture First, Picture Last)> EndsAsync(byte[] media)
    {
        var (file, frames) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            await File.WriteAllBytesAsync(file, media);
            (await Tool.RunAsync(
                "ffmpeg", ["-nostdin", "-v", "error", "-y", "-i", file, "-vf", Scale, "-f", "rawvideo", frames], TimeSpan.FromMinutes(2))).Succeeded();
            var pixels = await File.ReadAllBytesAsync(frames);
            return (new(pixels[..Size]), new(pixels[^Size..]));
        }
        finally
        {
            File.Delete(file);
            File.Delete(frames);
        }
    }

    /// <summary>Mean difference of brightness, 0 to 255.</summary>
    public double DifferenceTo(Picture other) => Pixels.Zip(other.Pixels, (a, b) => Math.Abs(a - b)).Average();
}
