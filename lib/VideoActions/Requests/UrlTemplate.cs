using Onair.VideoActions.Compilation;
using Onair.VideoActions.Templates;

namespace Onair.VideoActions.Requests;

/// <summary>A template of a URL.</summary>
internal sealed class UrlTemplate
{
    private const int MaxLength = 8192;
    private readonly Template _template;

    private UrlTemplate(Template template) => _template = template;

    /// <summary>Reads a template and tries it with samples; null when it is none.</summary>
    public static UrlTemplate? Compile(MapCompilation map, string field, string? text, TemplateScope scope, IReadOnlyList<TemplateData> samples)
    {
        if (Template.Compile(map, field, text, TemplateKind.Url, scope, credentials: false) is not { } template) return null;
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sample in samples)
        {
            if (Rendered(template, sample, out var url) is { } rule) return map.Fail<UrlTemplate>(field, Cut(text!), rule);
            hosts.Add(url!.GetLeftPart(UriPartial.Authority));
        }

        return hosts.Count == 1 ? new(template) : map.Fail<UrlTemplate>(field, Cut(text!), "must have a host that only variables.* make");
    }

    /// <summary>The URL.</summary>
    /// <exception cref="ActionException">It comes out wrong.</exception>
    public Uri Render(TemplateData data) =>
        Rendered(_template, data, out var url) is { } rule ? throw new ActionException($"{_template.Field}: {rule}") : url!;

    private static string? Rendered(Template template, TemplateData data, out Uri? url)
    {
        var text = template.Render(data);
        url = null;
        if (text.Length > MaxLength) return $"must come out with at most {MaxLength} characters";
        if (text.Any(c => c is <= ' ' or >= '\x7f' or '\\' or '"' or '<' or '>' || c is '{' or '}' or '|' or '^' or '`')) return "must come out as a URL; other characters are written with urlEncode";
        if (!Uri.TryCreate(text, UriKind.Absolute, out url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0) return "must come out as an absolute http or https URL";
        if (url.UserInfo.Length > 0) return "must not have a user: URLs are logged";
        // Uri resolves such segments, and an id that is one would make it the URL of something else.
        return text.Split('?', '#')[0].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase).Split('/').Any(segment => segment is "." or "..")
            ? "must not come out with . or .. in its path" : null;
    }

    private static string Cut(string text) => text.Length <= 100 ? text : $"{text[..99]}…";
}
