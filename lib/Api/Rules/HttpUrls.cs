namespace Onair.Api.Rules;

/// <summary>Finds URLs that match the schema's pattern but are invalid, such as one whose port is not a number.</summary>
internal static class HttpUrls
{
    /// <summary>Returns a violation if the URL is invalid; none if no URL is declared.</summary>
    public static IEnumerable<Violation> Check(string field, string? url)
    {
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")))
            yield return new(field, SourceUrls.WithoutUser(url), "must be an absolute http or https URL");
    }
}
