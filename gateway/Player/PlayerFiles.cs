using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace Onair.Gateway.Player;

/// <summary>The files that <c>player/</c> builds. The program contains them; a version never changes.</summary>
internal sealed class PlayerFiles
{
    private const string Folder = "player/";
    private const string PageName = "page.html";
    private const string WorkerName = "hls.worker.js";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, byte[]> _files;

    public PlayerFiles()
    {
        var program = Assembly.GetExecutingAssembly();
        _files = program.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Folder.Length..], name => Read(program, name), StringComparer.Ordinal);
        Newest = _files.Keys.Select(name => name.Split('/')[0]).MaxBy(version => new Version(version))!;
        Page = Encoding.UTF8.GetString(_files[$"{Newest}/{PageName}"]);
    }

    /// <summary>The version of new pages.</summary>
    public string Newest { get; }

    /// <summary>The page, with places for title and data. It names the integrity of its scripts and styles.</summary>
    public string Page { get; }

    /// <summary>Path of hls.js's worker.</summary>
    public string WorkerPath => PathOf(WorkerName);

    /// <summary>Path of the styles.</summary>
    public string StylesPath => PathOf("player.css");

    /// <summary>Answers <c>/player/{version}/{file}</c>.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var name = (string)context.GetRouteValue("file")!;
        var response = context.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        if (!_files.TryGetValue($"{context.GetRouteValue("version")}/{name}", out var bytes) || !Types.TryGetValue(Path.GetExtension(name), out var type))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // The worker needs nothing but the bytes that the page sends to it.
        response.Headers.ContentSecurityPolicy = "default-src 'none'";
        if (HttpMethods.IsGet(context.Request.Method)) await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static byte[] Read(Assembly program, string name)
    {
        using var stream = program.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private string PathOf(string file) => $"/player/{Newest}/{file}";
}
