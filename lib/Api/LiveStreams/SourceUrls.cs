namespace Onair.Api.LiveStreams;

/// <summary>URLs of sources in messages.</summary>
public static class SourceUrls
{
    /// <summary>The URL without user name and password, which people put there by mistake: an error is read by more people than a Secret.</summary>
    public static string WithoutUser(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var (scheme, at) = (url.IndexOf("://", StringComparison.Ordinal), url.IndexOf('@', StringComparison.Ordinal));
        return scheme >= 0 && at > scheme ? $"{url[..(scheme + 3)]}***{url[at..]}" : url;
    }
}
