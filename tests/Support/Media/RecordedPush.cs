using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Onair.Tests.Support;

/// <summary>What a recording of a page that flashes and beeps shows: the times of its frames, of the flashes and of the beeps.</summary>
/// <param name="Frames">Seconds, ascending.</param>
/// <param name="Samples">Seconds of sound.</param>
/// <param name="Flashes">When a bright picture begins.</param>
/// <param name="Beeps">When a sound begins.</param>
internal sealed record RecordedPush(IReadOnlyList<double> Frames, double Samples, IReadOnlyList<double> Flashes, IReadOnlyList<double> Beeps)
{
    private const int SampleRate = 48_000;

    /// <summary>The longest time between two frames.</summary>
    public double LongestGap => Frames.Zip(Frames.Skip(1), (a, b) => b - a).DefaultIfEmpty().Max();

    /// <summary>How much later flashes are than their beeps, in seconds, in order.</summary>
    public IReadOnlyList<double> Offsets => [.. Pairs.Select(p => p.Offset)];

    /// <summary>The median of <see cref="Offsets"/> in the first minute.</summary>
    public double FirstMinute => Median([.. Pairs.Where(p => p.At < Frames[0] + 60).Select(p => p.Offset)]);

    /// <summary>The median of <see cref="Offsets"/> in the last minute.</summary>
    public double LastMinute => Median([.. Pairs.Where(p => p.At > Frames[^1] - 60).Select(p => p.Offset)]);

    /// <summary>The median of <see cref="Offsets"/>.</summary>
    public double Offset => Median(Offsets);

    /// <summary>By how much the last third of <see cref="Offsets"/> differs from the first.</summary>
    public double Drift => Median([.. Offsets.TakeLast(Offsets.Count / 3)]) - Median([.. Offsets.Take(Offsets.Count / 3)]);

    private IReadOnlyList<(double At, double Offset)> Pairs { get; } =
        [.. Flashes.Where(_ => Beeps.Count > 0).Select(f => (f, f - Beeps.MinBy(b => Math.Abs(b - f)))).Where(p => Math.Abs(p.Item2) < 0.4)];

    public static async Task<RecordedPush> ReadAsync(string file)
    {
        // The middle of the picture, as one pixel.
        var brightness = await OutputAsync(
            "ffmpeg", "-v", "error", "-i", file, "-an", "-vf", "crop=iw:ih/3:0:ih/2,scale=1:1:flags=area,format=gray", "-fps_mode", "passthrough", "-f", "rawvideo", "-");
        // An encoder that looks ahead writes them in another order than they are shown in.
        List<double> frames = [.. (await TimesAsync(file, "v")).Order()];
        var sound = await OutputAsync("ffmpeg", "-v", "error", "-i", file, "-vn", "-ac", "1", "-ar", "48000", "-f", "s16le", "-");
        var began = (await TimesAsync(file, "a")).FirstOrDefault();
        var flashes = Enumerable.Range(1, Math.Max(0, Math.Min(brightness.Length, frames.Count) - 1))
            .Where(i => brightness[i] > 150 && brightness[i - 1] <= 150).Select(i => frames[i]).ToList();
        return new RecordedPush(frames, sound.Length / 2.0 / SampleRate, flashes, BeepsIn(sound, began));
    }

    private static double Median(IReadOnlyList<double> values) => values.Count == 0 ? double.NaN : values.Order().ElementAt(values.Count / 2);

    private static List<double> BeepsIn(byte[] sound, double began)
    {
        var samples = MemoryMarshal.Cast<byte, short>(sound);
        var beeps = new List<double>();
        var last = -SampleRate;
        for (var i = 0; i < samples.Length; i++)
        {
            if (Math.Abs((int)samples[i]) < 1_500) continue;
            // A wave passes zero; only a longer quiet time ends a beep.
            if (i - last > SampleRate / 20) beeps.Add(began + (double)i / SampleRate);
            last = i;
        }

        return beeps;
    }

    private static async Task<List<double>> TimesAsync(string file, string stream)
    {
        var text = System.Text.Encoding.ASCII.GetString(
            await OutputAsync("ffprobe", "-v", "error", "-select_streams", stream, "-show_entries", "packet=pts_time", "-of", "csv=p=0", file));
        return [.. text.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
    }

    private static async Task<byte[]> OutputAsync(string program, params string[] arguments)
    {
        // setpriv: a test run that is killed leaves nothing behind.
        using var process = await Forks.StartAsync(new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardInput = true });
        using var output = new MemoryStream();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return output.ToArray();
    }
}
