using System.Security.Cryptography;
using System.Text;
using k8s.Models;

namespace Onair.Events.Data;

/// <summary>What viewers watch, as their events name it. Pure functions.</summary>
public static class WatchedMapping
{
    private const int IdLength = 12;
    private static readonly string[] FileEndings = [".mp4", ".m4v", ".mov", ".webm", ".mkv"];

    /// <summary>A resource.</summary>
    /// <param name="kind">Its kind, e.g. <c>LiveStream</c>.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="title">The title that viewers see.</param>
    /// <param name="url">What plays; null while nothing does. Its query is removed: it may have a token.</param>
    /// <param name="isFile">Whether it is a video, and not a stream or the recording of one.</param>
    /// <param name="isLive">Whether it is live now.</param>
    public static WatchedData Of(string kind, V1ObjectMeta metadata, string title, string? url, bool isFile, bool isLive)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var truncation = new Truncation(Limits.Tighter[0]);
        return new()
        {
            Id = metadata.Uid ?? "",
            Kind = kind,
            Namespace = metadata.NamespaceProperty,
            Name = metadata.Name,
            Title = truncation.Title(title) ?? "",
            Url = truncation.Url(url) ?? "",
            StreamType = isFile ? "video_file" : "hls_stream",
            Live = isLive,
        };
    }

    /// <summary>An external URL. A hash of it without secrets is its id.</summary>
    /// <param name="url">The absolute URL that the viewer named.</param>
    /// <param name="name">The name that the viewer gave it.</param>
    public static WatchedData External(string url, string name)
    {
        var safe = SafeText.Url(url);
        var truncation = new Truncation(Limits.Tighter[0]);
        var type = TypeOf(safe);
        return new()
        {
            Id = $"external_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(safe)))[..IdLength]}",
            Title = truncation.Title(name) ?? "",
            Url = truncation.Url(safe) ?? "",
            StreamType = type,
            Live = type is not ("http_stream" or "video_file"),
        };
    }

    private static string TypeOf(string url)
    {
        var scheme = url[..Math.Max(0, url.IndexOf(':', StringComparison.Ordinal))].ToLowerInvariant();
        return scheme switch
        {
            "rtsp" or "rtsps" => "rtsp_stream",
            "rtmp" or "rtmps" => "rtmp_stream",
            "srt" => "srt_stream",
            _ when url.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase) => "hls_stream",
            _ when FileEndings.Any(ending => url.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) => "video_file",
            _ => "http_stream",
        };
    }
}
