using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Onair.Tests.Recordings;

/// <summary>What is in an MP4 that was cut out of a recording, as ffmpeg and ffprobe see it.</summary>
public static class Mp4File
{
    /// <summary>The number in each frame that is shown, in order.</summary>
    public static async Task<IReadOnlyList<int>> FramesAsync(string file)
    {
        var numbers = new List<int>();
        var (number, bit) = (0, 0);
        // The numbers are large enough to be read without the deblocking filter, which takes a third of the decoding.
        await Tool.ReadAsync(
            "ffmpeg",
            [
                "-v", "error", "-nostdin", "-skip_loop_filter", "all", "-i", file, "-map", "0:v:0", "-fps_mode", "passthrough",
                "-vf", $"crop={Picture.Bits * Picture.Block}:{Picture.Block}:0:0,scale={Picture.Bits}:1:flags=area,format=gray", "-f", "rawvideo", "pipe:1",
            ],
            bytes =>
            {
                foreach (var value in bytes)
                {
                    number |= value > 127 ? 1 << bit : 0;
                    if (++bit < Picture.Bits) continue;
                    numbers.Add(number);
                    (number, bit) = (0, 0);
                }
            });
        return numbers;
    }

    /// <summary>When beeps begin, in seconds from the start.</summary>
    public static async Task<IReadOnlyList<double>> BeepsAsync(string file)
    {
        const int Rate = 48_000;
        const int Quiet = Rate / 10;
        var beeps = new List<double>();
        var (sample, lastLoud) = (0L, long.MinValue / 2);
        var half = -1;
        await Tool.ReadAsync(
            "ffmpeg",
            ["-v", "error", "-nostdin", "-i", file, "-map", "0:a:0", "-ac", "1", "-ar", Rate.ToString(CultureInfo.InvariantCulture), "-f", "s16le", "pipe:1"],
            bytes =>
            {
                foreach (var value in bytes)
                {
                    if (half < 0)
                    {
                        half = value;
                        continue;
                    }

                    var loud = Math.Abs((short)(half | (value << 8))) > 4_000;
                    half = -1;
                    if (loud && sample - lastLoud > Quiet) beeps.Add((double)sample / Rate);
                    if (loud) lastLoud = sample;
                    sample++;
                }
            });
        return beeps;
    }

    /// <summary>Its duration in seconds; ffprobe has nothing to complain about.</summary>
    public static async Task<double> SecondsAsync(string file)
    {
        var said = await Tool.RunAsync("ffprobe", ["-v", "error", "-show_format", "-show_streams", "-of", "json", file]);
        return double.Parse(JsonDocument.Parse(said).RootElement.GetProperty("format").GetProperty("duration").GetString()!, CultureInfo.InvariantCulture);
    }

    /// <summary>The types of its boxes, in order.</summary>
    public static IReadOnlyList<string> Boxes(string file)
    {
        using var stream = File.OpenRead(file);
        var boxes = new List<string>();
        Span<byte> head = stackalloc byte[16];
        for (var at = 0L; at < stream.Length;)
        {
            stream.Position = at;
            stream.ReadAtLeast(head, 8);
            var size = (long)BinaryPrimitives.ReadUInt32BigEndian(head);
            if (size == 1) size = BinaryPrimitives.ReadInt64BigEndian(head[8..]);
            boxes.Add(Encoding.ASCII.GetString(head[4..8]));
            at += size;
        }

        return boxes;
    }
}
