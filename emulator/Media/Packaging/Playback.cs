using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Onair.Emulator.Media.Packaging;

/// <summary>MediaPackage's origin: <c>/out/v1/{token}/{manifest}.m3u8</c>, media playlists and segments below.</summary>
internal static class Playback
{
    /// <summary>Maps the playback routes.</summary>
    public static IEndpointRouteBuilder MapPlayback(this IEndpointRouteBuilder routes)
    {
        string[] methods = ["GET", "HEAD"];
        routes.MapMethods("/out/v1/{token}/{manifest}.m3u8", methods, MasterAsync);
        routes.MapMethods("/out/v1/{token}/{rendition}/{manifest}.m3u8", methods, MediaAsync);
        routes.MapMethods("/out/v1/{token}/{rendition}/{sequence:long}.ts", methods, SegmentAsync);
        return routes;
    }

    private static async Task MasterAsync(HttpContext context, PackageOrigin origin, Viewers viewers)
    {
        if (Find(context, origin, viewers) is not { State: { } state } store || Route(context, "manifest") != state.Endpoint.ManifestName)
        {
            NotFound(context);
            return;
        }

        if (await SelectAsync(context, store, state) is not { } selected) return;
        var query = context.Request.QueryString.Value ?? "";
        await PlaylistAsync(context, MasterPlaylist.Write(state.Variants, selected.Segments, state.Endpoint.ManifestName, query), state);
    }

    private static async Task MediaAsync(HttpContext context, PackageOrigin origin, Viewers viewers)
    {
        if (Find(context, origin, viewers) is not { State: { } state } store
            || Route(context, "manifest") != state.Endpoint.ManifestName
            || state.Variants.All(v => v.Name != Route(context, "rendition")))
        {
            NotFound(context);
            return;
        }

        if (await SelectAsync(context, store, state) is not { } selected) return;
        var repeatKey = state.Endpoint.Encryption?.RepeatKeyTag ?? false;
        await PlaylistAsync(context, MediaPlaylist.Write(selected.Segments, state.TargetDuration, selected.Ended, repeatKey), state);
    }

    private static async Task SegmentAsync(HttpContext context, PackageOrigin origin, Viewers viewers)
    {
        var sequence = long.Parse(Route(context, "sequence"), CultureInfo.InvariantCulture);
        if (Find(context, origin, viewers) is not { State: { } state } store
            || store.FindFile(Route(context, "rendition"), sequence) is not { } file)
        {
            NotFound(context);
            return;
        }

        // A segment's name is never reused, so it may be cached for as long as it can be requested.
        Headers(context, "video/mp2t", $"max-age={Math.Max(3_600, state.Endpoint.StartoverWindowSeconds)}");
        context.Response.ContentLength = file.Length;
        if (HttpMethods.IsGet(context.Request.Method)) await context.Response.SendFileAsync(file.FullName, context.RequestAborted);
    }

    private static EndpointStore? Find(HttpContext context, PackageOrigin origin, Viewers viewers)
    {
        var token = Route(context, "token");
        if (origin.Find(token) is not { } store) return null;
        var forwarded = context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[0].Trim();
        var address = forwarded.Length > 0 ? forwarded : context.Connection.RemoteIpAddress?.ToString();
        viewers.Saw(token, $"{address} {context.Request.Headers.UserAgent}");
        return store;
    }

    private static async Task<(IReadOnlyList<Segment> Segments, bool Ended)?> SelectAsync(
        HttpContext context, EndpointStore store, EndpointState state)
    {
        var (start, end) = (context.Request.Query["start"].ToString(), context.Request.Query["end"].ToString());
        if (!TimeShift.TryParse(start, end, out var shift, out var error))
        {
            Headers(context, "text/plain", "no-store");
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(error, context.RequestAborted);
            return null;
        }

        var isLive = shift.Start is null || state.Endpoint.StartoverWindowSeconds == 0;
        var selected = isLive ? (store.Live(), store.Ended) : store.Range(shift);
        if (selected.Item1.Count > 0) return selected;
        NotFound(context);
        return null;
    }

    private static async Task PlaylistAsync(HttpContext context, string text, EndpointState state)
    {
        Headers(context, "application/vnd.apple.mpegurl", $"max-age={Math.Max(1, state.TargetDuration / 2)}");
        context.Response.Headers.Vary = "Accept-Encoding";
        var body = Encoding.UTF8.GetBytes(text);
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.ContentEncoding = "gzip";
            body = Compress(body);
        }

        context.Response.ContentLength = body.Length;
        if (HttpMethods.IsGet(context.Request.Method)) await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Compress(byte[] body)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest)) gzip.Write(body);
        return target.ToArray();
    }

    private static void NotFound(HttpContext context)
    {
        Headers(context, "text/plain", "max-age=1");
        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static void Headers(HttpContext context, string contentType, string cacheControl)
    {
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = cacheControl;
        context.Response.Headers.AccessControlAllowOrigin = "*";
    }

    private static string Route(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
