namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>
/// The URL that encoders push to. "Amazon IVS streaming configuration" (docs.aws.amazon.com/ivs/latest/LowLatencyUserGuide/streaming-config.html)
/// and "Set up streaming software" name the ingest server <c>rtmps://{ingestEndpoint}:443/app/</c>; the stream key follows it.
/// </summary>
internal static class IngestUrl
{
    private const string Application = "app";

    /// <summary>The whole URL. Never logged: it ends with the key.</summary>
    /// <param name="endpoint">The channel's ingest endpoint: a host in AWS; an emulator may name scheme, port and application itself.</param>
    /// <param name="streamKey">The stream key.</param>
    public static string Of(string endpoint, string streamKey) => $"{Server(endpoint.TrimEnd('/'))}/{streamKey}";

    private static string Server(string endpoint)
    {
        var scheme = endpoint.IndexOf("://", StringComparison.Ordinal);
        var (prefix, rest) = scheme < 0 ? ("rtmps://", endpoint) : (endpoint[..(scheme + 3)], endpoint[(scheme + 3)..]);
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (host, path) = slash < 0 ? (rest, $"/{Application}") : (rest[..slash], rest[slash..]);
        // An IPv6 address has colons of its own.
        var hasPort = host.LastIndexOf(':') > host.LastIndexOf(']');
        return $"{prefix}{host}{(hasPort || prefix != "rtmps://" ? "" : ":443")}{path}";
    }
}
