namespace Onair.Emulator.Protocol;

/// <summary>A request URI such as <c>/prod/channels/{channelId}/start</c> or <c>/tagging?Operation=Tag</c>.</summary>
internal sealed class UriTemplate
{
    private readonly string[] _segments;
    private readonly (string Key, string Value)[] _query;

    public UriTemplate(string template)
    {
        var parts = template.Split('?', 2);
        _segments = Segments(parts[0]);
        _query = parts.Length == 1
            ? []
            : [.. parts[1].Split('&').Select(p => p.Split('=', 2)).Select(p => (p[0], p.Length == 2 ? p[1] : ""))];
    }

    /// <summary>Literal parts, static query included: of two matching templates the more specific one wins.</summary>
    public int Specificity => _segments.Count(s => !IsVariable(s)) + (_query.Length * 100);

    /// <summary>Path segments, still percent-encoded.</summary>
    public static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The variables' decoded values when the URI fits; null when it does not.</summary>
    public Dictionary<string, string>? Match(string[] segments, IQueryCollection query)
    {
        if (segments.Length != _segments.Length) return null;
        if (!_query.All(q => query.TryGetValue(q.Key, out var value) && value == q.Value)) return null;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (expected, actual) in _segments.Zip(segments))
        {
            if (IsVariable(expected)) variables[expected.Trim('{', '}')] = Uri.UnescapeDataString(actual);
            else if (expected != actual) return null;
        }

        return variables;
    }

    private static bool IsVariable(string segment) => segment.StartsWith('{');
}
