using System.Globalization;
using System.Text.RegularExpressions;

namespace Onair.RelayPod.Rtsp;

/// <summary>
/// What a relay passes on between ffmpeg and a server of RTSP 1.0 (RFC 2326). ffmpeg follows redirects to any host, reads numbers and lines more
/// leniently than the standard, and takes a line that begins with <c>$</c> for media. So only messages that can be read in one way pass. Pure functions.
/// </summary>
internal static partial class RtspRules
{
    /// <summary>The most bytes of a body: descriptions have some kilobytes.</summary>
    public const int LongestBody = 256 * 1024;

    /// <summary>The body's length, by the lines of a message.</summary>
    /// <exception cref="RtspRefusedException">It can be read in more than one way, or is too long.</exception>
    public static int BodyLength(IReadOnlyList<string> lines)
    {
        var lengths = lines.Skip(1).Where(line => line.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase)).ToList();
        if (lengths.Count == 0) return 0;
        var value = lengths[0]["Content-Length".Length..];
        if (lengths.Count > 1 || !value.StartsWith(':') || !int.TryParse(value[1..].Trim(' '), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > LongestBody)
            throw new RtspRefusedException($"the Content-Length of a message must be one number of at most {LongestBody}");
        return length;
    }

    /// <summary>Checks a message of the server.</summary>
    /// <exception cref="RtspRefusedException">It must not reach ffmpeg.</exception>
    public static void CheckFromServer(IReadOnlyList<string> lines)
    {
        CheckLines(lines);
        if (Answer().Match(lines[0]) is { Success: true } answer)
        {
            if (answer.Groups["code"].Value[0] == '3') throw new RtspRefusedException($"the source redirects ({answer.Groups["code"].Value})");
            // "RTP/AVP/TCP;unicast;interleaved=0-1": media by any other way would go to an address that the server names.
            if (lines.Skip(1).Any(line => line.StartsWith("Transport:", StringComparison.OrdinalIgnoreCase) && !Interleaved().IsMatch(line)))
                throw new RtspRefusedException("the source sends media outside of the connection");
            return;
        }
        if (Request().Match(lines[0]) is not { Success: true } request) throw new RtspRefusedException("a message begins with neither an answer nor a request");
        if (request.Groups["method"].Value == "REDIRECT") throw new RtspRefusedException("the source redirects (REDIRECT)");
    }

    /// <summary>The request line under the name that the server knows.</summary>
    /// <param name="line">As ffmpeg wrote it, with the address on loopback.</param>
    /// <param name="loopback">What it names, e.g. <c>rtsp://127.0.0.1:4711</c>.</param>
    /// <param name="server">What the server knows, e.g. <c>rtsp://camera.example.com</c>.</param>
    public static string Renamed(string line, string loopback, string server)
    {
        var parts = line.Split(' ');
        if (parts.Length != 3 || !parts[1].StartsWith(loopback, StringComparison.Ordinal)) return line;
        var rest = parts[1][loopback.Length..];
        return rest.Length == 0 || rest[0] is '/' or '?' ? $"{parts[0]} {server}{rest} {parts[2]}" : line;
    }

    /// <summary>Refuses lines that ffmpeg could read as the end of the message, or as media.</summary>
    private static void CheckLines(IReadOnlyList<string> lines)
    {
        if (lines.Any(line => line[0] is '$' or ' ' or '\t' || line.Any(c => c is < ' ' and not '\t' or > '~'))) throw new RtspRefusedException("a line of a message has characters that it must not have");
    }

    [GeneratedRegex(@"^RTSP/1\.[01] (?<code>[1-5][0-9][0-9])( |\z)")]
    private static partial Regex Answer();

    [GeneratedRegex(@"^(?<method>[A-Z_]{3,20}) \S+ RTSP/1\.[01]\z")]
    private static partial Regex Request();

    [GeneratedRegex(@"^Transport: *[A-Za-z-]+/[A-Za-z]+/TCP;[^,]*interleaved=", RegexOptions.IgnoreCase)]
    private static partial Regex Interleaved();
}
