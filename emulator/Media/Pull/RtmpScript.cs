using System.Globalization;

namespace Onair.Emulator.Media.Pull;

/// <summary>The ffconcat script that makes ffmpeg pull an RTMP stream through a relay, under the name the source knows.</summary>
internal static class RtmpScript
{
    /// <summary>
    /// Options of the probing, of the script's input as of ffmpeg's own. ffmpeg detects video by the first key frame, which
    /// may take up to ten seconds. It must not wait for the frame rate as well, which does not matter here.
    /// </summary>
    public static IReadOnlyList<(string Option, string Value)> Probing { get; } =
        [("probesize", "500000"), ("analyzeduration", "15000000"), ("fpsprobesize", "0")];

    public static string Write(PullSource source, int relayPort)
    {
        var path = source.Url.PathAndQuery.TrimStart('/').Split('/', 2);
        var account = source.Username.Length == 0 ? "" : $"{source.Username}:{source.Password}@";
        // The path of the URL is not used: the options give application and stream.
        string[] lines =
        [
            "ffconcat version 1.0",
            $"file {Quote(string.Create(CultureInfo.InvariantCulture, $"rtmp://{account}127.0.0.1:{relayPort}/pull"))}",
            $"option rtmp_app {Quote(path[0])}",
            $"option rtmp_playpath {Quote(path[1])}",
            $"option rtmp_tcurl {Quote($"rtmp://{source.Url.Authority}/{path[0]}")}",
            .. Probing.Select(it => $"option {it.Option} {it.Value}"),
        ];
        return string.Join('\n', lines) + "\n";
    }

    // Nothing is special between apostrophes but the apostrophe.
    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
