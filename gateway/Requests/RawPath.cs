using Microsoft.AspNetCore.Http.Features;
using Onair.Gateway.Problems;

namespace Onair.Gateway.Requests;

/// <summary>The path as it was sent. The server decodes escapes and resolves dots before routing, so that one stream would have many URLs.</summary>
internal static class RawPath
{
    /// <summary>The parameter that is escaped or stands behind dots; null when the path is what it is decoded to.</summary>
    /// <param name="context">The request.</param>
    /// <param name="pattern">The route's path, for the parameter's name.</param>
    public static FieldError? BrokenParameter(HttpContext context, string pattern)
    {
        var raw = Of(context);
        return !raw.Contains('%', StringComparison.Ordinal) && !HasDots(raw) ? null
            : new(pattern.Contains("{id}", StringComparison.Ordinal) ? "id" : "path", Shown.Text(raw), "must not contain escapes, '.' or '..' segments");
    }

    /// <summary>Whether a path that has no route tries to be another one.</summary>
    public static FieldError? Broken(HttpContext context)
    {
        var raw = Of(context);
        if (!raw.Contains('%', StringComparison.Ordinal) && !HasDots(raw) && !raw.Contains('\\', StringComparison.Ordinal) && !raw.Contains("//", StringComparison.Ordinal)) return null;
        return new(raw.StartsWith("/streams/", StringComparison.Ordinal) ? "id" : "path", Shown.Text(raw), "must not contain escapes, '\\', empty segments, '.' or '..' segments");
    }

    private static string Of(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var end = target.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? target : target[..end];
    }

    private static bool HasDots(string path) => path.Split('/').Any(segment => segment is "." or "..");
}
