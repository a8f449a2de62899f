using System.Reflection;
using System.Security.Cryptography;

namespace Onair.Signaling.Scripts;

/// <summary>A version of the script.</summary>
/// <param name="Version">The version, as in the path.</param>
/// <param name="Integrity">The value of the attribute <c>integrity</c>.</param>
internal sealed record EmbedFile(string Version, byte[] Bytes, string Integrity)
{
    public string Path => $"/embed/{Version}/embed.js";
}

/// <summary>The versions of the script that pages include. The program contains them.</summary>
internal sealed class EmbedFileTable
{
    private const string FileName = "embed.js";
    private readonly Dictionary<string, EmbedFile> _files;

    public EmbedFileTable()
    {
        var program = Assembly.GetExecutingAssembly();
        _files = program.GetManifestResourceNames().Select(name => name.Split('/'))
            .Where(parts => parts is ["embed", _, FileName])
            .Select(parts => Read(program, parts[1]))
            .ToDictionary(file => file.Version, StringComparer.Ordinal);
        Newest = _files.Values.MaxBy(file => Version.TryParse(file.Version, out var version) ? version : new Version(0, 0));
    }

    /// <summary>The version for new pages; null if there is none.</summary>
    public EmbedFile? Newest { get; }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/embed/{version}/embed.js", [HttpMethods.Get, HttpMethods.Head], c => AnswerAsync(c, "text/javascript; charset=utf-8", file => file.Bytes));
        routes.MapMethods("/embed/{version}/embed.js.sri", [HttpMethods.Get, HttpMethods.Head], c => AnswerAsync(c, "text/plain; charset=utf-8", file => System.Text.Encoding.ASCII.GetBytes(file.Integrity)));
    }

    private static EmbedFile Read(Assembly program, string version)
    {
        using var stream = program.GetManifestResourceStream($"embed/{version}/{FileName}")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new(version, copy.ToArray(), $"sha384-{Convert.ToBase64String(SHA384.HashData(copy.ToArray()))}");
    }

    private async Task AnswerAsync(HttpContext context, string type, Func<EmbedFile, byte[]> content)
    {
        if (!_files.TryGetValue((string)context.GetRouteValue("version")!, out var file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var bytes = content(file);
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        // A version never changes. Browsers check the integrity of another origin's script only with CORS (https://www.w3.org/TR/SRI/#cross-origin-data-leakage).
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (HttpMethods.IsGet(context.Request.Method)) await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
