using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Onair.Relays;

namespace Onair.RelayPod;

/// <summary>The command line of the ffmpeg that copies a stream into HLS. Pure functions.</summary>
internal static class RelayArguments
{
    // Two seconds start soon; the list is long enough for a viewer whose connection pauses.
    private const string SegmentSeconds = "2";
    private const string ListedSegments = "8";

    /// <summary>All of it.</summary>
    /// <param name="input">What it reads, up to <c>-i</c>.</param>
    /// <param name="sound">What becomes of the sound.</param>
    /// <param name="folder">The folder of playlist and segments.</param>
    public static IReadOnlyList<string> Build(IReadOnlyList<string> input, Sound sound, string folder) =>
    [
        "-hide_banner", "-nostdin", "-nostats", "-loglevel", "info", "-fflags", "+genpts", "-probesize", "2000000", "-analyzeduration", "5000000", "-fpsprobesize", "0", .. input,
        "-map", "0:v:0", "-map", "0:a:0?", "-c:v", "copy",
        .. sound == Sound.Copied ? (string[])["-c:a", "copy"] : ["-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"],
        "-f", "hls", "-hls_time", SegmentSeconds, "-hls_list_size", ListedSegments, "-hls_delete_threshold", "2",
        // A source that comes back goes on in the same playlist, with a discontinuity.
        "-hls_flags", "delete_segments+append_list+omit_endlist+temp_file", "-hls_segment_type", "mpegts",
        "-hls_segment_filename", Path.Combine(folder, "%d.ts"), Path.Combine(folder, RelayFiles.Playlist),
    ];

    /// <summary>RTMP and RTMPS through a port on loopback, under the name that the source knows.</summary>
    public static IReadOnlyList<string> Rtmp(Uri source, int port)
    {
        var path = source.PathAndQuery.TrimStart('/').Split('/', 2);
        // The path of the URL is not used: the options give application and stream.
        return
        [
            "-protocol_whitelist", "rtmp,tcp", "-rtmp_app", path[0], "-rtmp_playpath", path.Length > 1 ? path[1] : "",
            "-rtmp_tcurl", $"{source.Scheme}://{source.Authority}/{path[0]}", "-rtmp_live", "live", "-f", "flv", "-i", string.Create(CultureInfo.InvariantCulture, $"rtmp://127.0.0.1:{port}/relay"),
        ];
    }

    /// <summary>RTSP and RTSPS through a port on loopback. All media come in the same connection: a server cannot name an address for them.</summary>
    public static IReadOnlyList<string> Rtsp(Uri source, int port) =>
    [
        "-protocol_whitelist", "rtsp,rtp,tcp", "-rtsp_transport", "tcp", "-f", "rtsp", "-i", string.Create(CultureInfo.InvariantCulture, $"rtsp://127.0.0.1:{port}{source.PathAndQuery}"),
    ];

    /// <summary>SRT at an address that was checked.</summary>
    public static IReadOnlyList<string> Srt(Uri source, IPAddress address)
    {
        var host = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        var options = source.Query.Length > 1 ? $"&{source.Query[1..]}" : "";
        return ["-protocol_whitelist", "srt", "-f", "mpegts", "-i", string.Create(CultureInfo.InvariantCulture, $"srt://{host}:{source.Port}?mode=caller&connect_timeout=10000{options}")];
    }

    /// <summary>Whether ffmpeg ended because the source has no video.</summary>
    public static bool HasNoVideo(string lastWords) => lastWords.Contains("'0:v:0' matches no streams", StringComparison.Ordinal);
}
