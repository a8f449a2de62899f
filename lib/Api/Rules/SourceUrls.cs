namespace Onair.Api.Rules;

/// <summary>Formats source URLs for messages.</summary>
public static class SourceUrls
{
    /// <summary>Removes a user name and password that someone put into the URL by mistake: more people can read an error than a Secret.</summary>
    public static string WithoutUser(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var (scheme, at) = (url.IndexOf("://", StringComparison.Ordinal), url.IndexOf('@', StringComparison.Ordinal));
        return scheme >= 0 && at > scheme ? $"{url[..(scheme + 3)]}***{url[at..]}" : url;
    }
}
