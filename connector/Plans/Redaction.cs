using System.Text.RegularExpressions;
using Onair.Connectors;

namespace Onair.ConnectorPod.Plans;

/// <summary>Takes URLs and keys out of what other programs said, before it is logged or reported.</summary>
internal sealed partial class Redaction
{
    private const int ShortestSecret = 8;

    private readonly string[] _secrets;

    public Redaction(ConnectorPlan plan)
    {
        var urls = plan.Sources.Select(s => s.Url).OfType<string>().Concat(plan.Targets);
        // Longest first, so that no rest of one is left.
        _secrets = [.. urls.SelectMany(Parts).Where(p => p.Length >= ShortestSecret).Distinct(StringComparer.Ordinal).OrderByDescending(p => p.Length)];
    }

    /// <summary>The text without URLs, without paths, queries and hosts of the plan's URLs, and without pointers.</summary>
    public string Hide(string text)
    {
        foreach (var secret in _secrets) text = text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
        return Pointer().Replace(Url().Replace(text, "***"), "");
    }

    private static IEnumerable<string> Parts(string url)
    {
        yield return url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) yield break;
        yield return uri.AbsoluteUri;
        yield return uri.PathAndQuery;
        yield return uri.Query;
        yield return uri.Fragment;
        yield return uri.UserInfo;
        yield return uri.Host;
        foreach (var part in uri.PathAndQuery.Split('/', '?', '&', '=').Concat(uri.UserInfo.Split(':'))) yield return Uri.UnescapeDataString(part);
    }

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9+.-]*://[^\s'""|]+")]
    private static partial Regex Url();

    // ffmpeg's, which make each failure look like a new one.
    [GeneratedRegex(" @ 0x[0-9a-f]+")]
    private static partial Regex Pointer();
}
