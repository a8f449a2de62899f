using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.Mux.Assets;

/// <summary>Probes files and makes the renditions, with ffprobe and ffmpeg.</summary>
internal static class AssetConverter
{
    /// <summary>What a file holds.</summary>
    /// <exception cref="AssetFailureException">Nothing that could be played.</exception>
    public static async Task<MuxMedia> ProbeAsync(string folder, string source, CancellationToken cancellationToken)
    {
        var (exitCode, report, words) = await MediaProgram.RunAsync(
            "ffprobe", ["-v", "error", .. MediaProgram.Input, "-of", "json", "-show_format", "-show_streams", source], folder, cancellationToken);
        return (exitCode == 0 ? MediaReport.Read(report, MuxAccount.NewId) : null) ?? throw Unreadable(source, words);
    }

    /// <summary>Makes the renditions, all or none.</summary>
    /// <param name="media">What the source is.</param>
    /// <param name="folder">For what is not finished.</param>
    /// <param name="source">The file.</param>
    /// <param name="target">Folder of the finished renditions.</param>
    /// <param name="cancellationToken">Kills the encoder.</param>
    /// <exception cref="AssetFailureException">The source cannot be decoded.</exception>
    public static async Task<IReadOnlyList<MuxRung>> ConvertAsync(
        MuxMedia media, string folder, string source, string target, CancellationToken cancellationToken)
    {
        var work = Path.Combine(folder, "work");
        foreach (var former in new[] { work, target }.Where(Directory.Exists)) Directory.Delete(former, recursive: true);
        var rungs = Ladder.For(media);
        foreach (var rung in rungs) Directory.CreateDirectory(Path.Combine(work, rung.Name));
        var (exitCode, _, words) = await MediaProgram.RunAsync("ffmpeg", LadderArguments.Build(media, source, rungs), work, cancellationToken);
        if (exitCode != 0) throw Unreadable(source, words);
        List<MuxRung> made = [];
        foreach (var rung in rungs) made.Add(await MeasureAsync(media, rung, Path.Combine(work, rung.Name), cancellationToken));
        Directory.Move(work, target);
        return made;
    }

    private static AssetFailureException Unreadable(string source, string words)
    {
        var reason = words.Replace(source, "input", StringComparison.Ordinal);
        return new("invalid_input", "The file is not a video or audio file that can be processed" + (reason.Length > 0 ? $": {reason}" : ""));
    }

    private static async Task<MuxRung> MeasureAsync(MuxMedia media, LadderRung rung, string folder, CancellationToken cancellationToken)
    {
        var playlist = await File.ReadAllLinesAsync(Path.Combine(folder, "index.m3u8"), cancellationToken);
        var (peak, average) = Bitrates(playlist, name => new FileInfo(Path.Combine(folder, name)).Length);
        List<string> codecs = [];
        if (media.Video is not null) codecs.Add(await CodecAsync(folder, cancellationToken));
        if (media.Audio is not null) codecs.Add("mp4a.40.2");
        return new MuxRung(rung.Name, rung.Width, rung.Height, string.Join(',', codecs), peak, average);
    }

    private static async Task<string> CodecAsync(string folder, CancellationToken cancellationToken)
    {
        var (_, report, _) = await MediaProgram.RunAsync(
            "ffprobe", ["-v", "error", "-select_streams", "v:0", "-of", "json", "-show_entries", "stream=level", "0.ts"], folder, cancellationToken);
        // Main profile, with the level that the encoder found necessary.
        var level = (int)(JsonNode.Parse(report).Items("streams").FirstOrDefault().Number("level") ?? 31);
        return string.Create(CultureInfo.InvariantCulture, $"avc1.4d40{level:x2}");
    }

    /// <summary>Bits a second of the largest segment and of all.</summary>
    internal static (long Peak, long Average) Bitrates(IReadOnlyList<string> playlist, Func<string, long> size)
    {
        long peak = 0, bytes = 0;
        double seconds = 0, length = 0;
        foreach (var line in playlist)
        {
            if (line.StartsWith("#EXTINF:", StringComparison.Ordinal)) length = double.Parse(line[8..].Split(',')[0], CultureInfo.InvariantCulture);
            if (line.Length == 0 || line[0] == '#') continue;
            var own = size(line);
            bytes += own;
            seconds += length;
            // The bitrate of a last segment of a few frames is not significant.
            if (length >= 0.5) peak = Math.Max(peak, (long)(own * 8 / length));
        }

        var average = seconds > 0 ? (long)(bytes * 8 / seconds) : 0;
        return (Math.Max(peak, average), average);
    }
}
