using Onair.Api.LiveStreams;

namespace Onair.Api.Rules;

/// <summary>URLs that the schema's pattern lets pass and that no program reads as one: a port that is no number, for one.</summary>
internal static class HttpUrls
{
    /// <summary>What is wrong with a URL; nothing where none is declared.</summary>
    public static IEnumerable<Violation> Check(string field, string? url)
    {
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")))
            yield return new(field, SourceUrls.WithoutUser(url), "must be an absolute http or https URL");
    }
}
