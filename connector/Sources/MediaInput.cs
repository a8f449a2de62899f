using System.Globalization;
using System.Net;

namespace Onair.ConnectorPod.Sources;

/// <summary>How ffmpeg is told what to read, without the URL in its command line.</summary>
/// <param name="Arguments">Up to <c>-i</c>.</param>
/// <param name="Script">An ffconcat script for its standard input; empty for none.</param>
internal sealed record MediaInput(IReadOnlyList<string> Arguments, string Script)
{
    // ffmpeg detects video by the first key frame, which may take ten seconds; it must not wait for the frame rate as well.
    private static readonly (string Option, string Value)[] Probing = [("probesize", "1000000"), ("analyzeduration", "12000000"), ("fpsprobesize", "0")];

    /// <summary>HTTP, HLS included: the guard's proxy redirects a placeholder to the URL.</summary>
    /// <param name="placeholder">What the command line names.</param>
    public static MediaInput Http(string placeholder) => new(
        [
            "-probesize", "1000000", "-analyzeduration", "3000000", "-protocol_whitelist", "http,https,httpproxy,tcp,tls,crypto,data",
            "-rw_timeout", "15000000",
            // At its own pace, whatever a playlist has in store; a file begins again at its end.
            "-re", "-stream_loop", "-1", "-i", placeholder,
        ], "");

    /// <summary>RTMP and RTMPS, through a relay on loopback, under the name that the source knows.</summary>
    public static MediaInput Rtmp(Uri source, int relayPort)
    {
        var path = source.PathAndQuery.TrimStart('/').Split('/', 2);
        var account = source.UserInfo.Length == 0 ? "" : $"{source.UserInfo}@";
        // The path of the URL is not used: the options give application and stream.
        return Scripted("pipe,rtmp,tcp", $"rtmp://{account}127.0.0.1:{relayPort.ToString(CultureInfo.InvariantCulture)}/pull",
            ("rtmp_app", path[0]), ("rtmp_playpath", path.Length > 1 ? path[1] : ""), ("rtmp_tcurl", $"rtmp://{source.Authority}/{path[0]}"));
    }

    /// <summary>RTSP and SRT, at an address that was checked.</summary>
    public static MediaInput At(Uri source, IPAddress address)
    {
        var host = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        var account = source.UserInfo.Length == 0 ? "" : $"{source.UserInfo}@";
        var port = source.Port > 0 ? $":{source.Port.ToString(CultureInfo.InvariantCulture)}" : "";
        var url = $"{source.Scheme}://{account}{host}{port}{source.PathAndQuery}";
        return source.Scheme == "rtsp" ? Scripted("pipe,rtsp,rtp,tcp", url, ("rtsp_transport", "tcp")) : Scripted("pipe,srt", url);
    }

    private static MediaInput Scripted(string protocols, string url, params (string Option, string Value)[] options)
    {
        string[] lines = ["ffconcat version 1.0", $"file {Quote(url)}", .. options.Concat(Probing).Select(o => $"option {o.Option} {Quote(o.Value)}")];
        return new(
            [
                .. Probing.SelectMany(o => (string[])[$"-{o.Option}", o.Value]),
                "-protocol_whitelist", protocols, "-f", "concat", "-safe", "0", "-i", "pipe:0",
            ],
            string.Join('\n', lines) + "\n");
    }

    // Nothing is special between apostrophes but the apostrophe.
    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
