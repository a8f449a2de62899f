using System.Globalization;
using System.Text;
using Onair.Emulator.Mux.Api;

namespace Onair.Emulator.Mux.Playback;

/// <summary>HLS: <c>/mux/stream/{playbackId}.m3u8</c>, and the files that it refers to below <c>/mux/stream/{playbackId}/</c>. A token is passed on from each URL to the next.</summary>
internal sealed class StreamRoutes(MuxFiles files, PlaybackGate gate)
{
    private static readonly string[] Methods = ["GET", "HEAD"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/mux/stream/{playbackId}.m3u8", Methods, context => PlaybackGate.AnswerAsync(context, MasterAsync));
        routes.MapMethods("/mux/stream/{playbackId}/{rung}.m3u8", Methods, context => PlaybackGate.AnswerAsync(context, MediaAsync));
        routes.MapMethods("/mux/stream/{playbackId}/{rung}/{segment:int}.ts", Methods, context => PlaybackGate.AnswerAsync(context, SegmentAsync));
    }

    /// <summary>The multivariant playlist.</summary>
    /// <param name="query">Handed on to the media playlists, with its question mark; may be empty.</param>
    internal static string Master(MuxAsset asset, string playbackId, string query)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        foreach (var rung in asset.Rungs)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-STREAM-INF:BANDWIDTH={rung.PeakBitrate},AVERAGE-BANDWIDTH={rung.AverageBitrate},CODECS=\"{rung.Codecs}\"");
            if (rung.Height > 0)
                text.Append(CultureInfo.InvariantCulture, $",RESOLUTION={rung.Width}x{rung.Height},FRAME-RATE={asset.Media!.Video!.FrameRate:0.000}");
            text.Append(CultureInfo.InvariantCulture, $"\n{playbackId}/{rung.Name}.m3u8{query}\n");
        }

        return text.ToString();
    }

    /// <summary>A stored media playlist whose segments are asked for with a query.</summary>
    internal static string Media(IEnumerable<string> stored, string rung, string query)
    {
        var text = new StringBuilder();
        foreach (var line in stored) text.Append(line.Length == 0 || line[0] == '#' ? line : $"{rung}/{line}{query}").Append('\n');
        return text.ToString();
    }

    private static string Query(HttpContext context) =>
        context.Request.Query["token"] is [{ Length: > 0 } token] ? $"?token={Uri.EscapeDataString(token)}" : "";

    private static Task PlaylistAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "application/vnd.apple.mpegurl";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private async Task MasterAsync(HttpContext context)
    {
        var (asset, _) = await gate.OpenAsync(context, PlaybackTokens.Video);
        await PlaylistAsync(context, Master(asset, (string)context.Request.RouteValues["playbackId"]!, Query(context)));
    }

    private async Task MediaAsync(HttpContext context)
    {
        var (asset, _) = await gate.OpenAsync(context, PlaybackTokens.Video);
        var rung = Rung(context, asset);
        var stored = await File.ReadAllLinesAsync(Path.Combine(files.Hls(asset.Id), rung, "index.m3u8"), context.RequestAborted);
        await PlaylistAsync(context, Media(stored, rung, Query(context)));
    }

    private async Task SegmentAsync(HttpContext context)
    {
        var (asset, _) = await gate.OpenAsync(context, PlaybackTokens.Video);
        var number = int.Parse((string)context.Request.RouteValues["segment"]!, CultureInfo.InvariantCulture);
        var file = Path.Combine(files.Hls(asset.Id), Rung(context, asset), string.Create(CultureInfo.InvariantCulture, $"{number}.ts"));
        if (!File.Exists(file)) throw MuxException.NotFound();
        await Results.File(file, "video/mp2t", enableRangeProcessing: true).ExecuteAsync(context);
    }

    private static string Rung(HttpContext context, MuxAsset asset)
    {
        var name = (string)context.Request.RouteValues["rung"]!;
        return asset.Rungs.Any(r => r.Name == name) ? name : throw MuxException.NotFound();
    }
}
