namespace Onair.ConnectorPod.Rtmp;

/// <summary>The parts of a target's URL. The stream is a secret.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">1935, or 443 with TLS, if the URL has none.</param>
/// <param name="Secure">Whether it is rtmps.</param>
/// <param name="Application">All of the path but its last part.</param>
/// <param name="Stream">The last part of the path, with the query.</param>
internal sealed record RtmpUrl(string Host, int Port, bool Secure, string Application, string Stream)
{
    /// <summary>What <c>connect</c> names: the URL without the stream.</summary>
    public string TcUrl { get; private init; } = "";

    /// <summary>Null when it is no rtmp or rtmps URL with application and stream.</summary>
    public static RtmpUrl? Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("rtmp" or "rtmps") || url.Host.Length == 0) return null;
        var path = url.AbsolutePath.Trim('/');
        var slash = path.LastIndexOf('/');
        if (slash <= 0 || slash == path.Length - 1) return null;
        var secure = url.Scheme == "rtmps";
        // IVS and others take RTMPS at 443, which Uri does not know.
        var port = url.Port > 0 ? url.Port : secure ? 443 : 1935;
        var application = Uri.UnescapeDataString(path[..slash]);
        return new RtmpUrl(url.IdnHost, port, secure, application, Uri.UnescapeDataString(path[(slash + 1)..]) + url.Query)
        {
            TcUrl = $"{url.Scheme}://{url.Authority}/{application}",
        };
    }

    /// <summary>Without the stream.</summary>
    public override string ToString() => TcUrl;
}
