using Onair.VideoActions.Compilation;
using Onair.VideoActions.Templates;

namespace Onair.VideoActions.Requests;

/// <summary>A URL template.</summary>
internal sealed class UrlTemplate
{
    private const int MaxLength = 8192;
    private readonly Template _template;

    private UrlTemplate(Template template) => _template = template;

    /// <summary>Compiles a template and renders it with samples; returns null when it is invalid.</summary>
    public static UrlTemplate? Compile(MapCompilation map, string field, string? text, TemplateScope scope, IReadOnlyList<TemplateData> samples)
    {
        if (Template.Compile(map, field, text, TemplateKind.Url, scope, credentials: false) is not { } template) return null;
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sample in samples)
        {
            if (Rendered(template, sample, out var url) is { } rule) return map.Fail<UrlTemplate>(field, text, rule);
            hosts.Add(url!.GetLeftPart(UriPartial.Authority));
        }

        return hosts.Count == 1 ? new(template) : map.Fail<UrlTemplate>(field, text, "must have a host that depends only on variables.*");
    }

    /// <summary>Renders the URL.</summary>
    /// <exception cref="ActionException">It is invalid.</exception>
    public Uri Render(TemplateData data) =>
        Rendered(_template, data, out var url) is { } rule ? throw new ActionException($"{_template.Field}: {rule}") : url!;

    private static string? Rendered(Template template, TemplateData data, out Uri? url)
    {
        var text = template.Render(data);
        url = null;
        if (text.Length > MaxLength) return $"must render at most {MaxLength} characters";
        if (text.Any(c => c is <= ' ' or >= '\x7f' or '\\' or '"' or '<' or '>' || c is '{' or '}' or '|' or '^' or '`')) return "must render a valid URL; use urlEncode for other characters";
        if (!Uri.TryCreate(text, UriKind.Absolute, out url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0) return "must render an absolute http or https URL";
        if (url.UserInfo.Length > 0) return "must not contain a user name, because URLs are logged";
        // Uri resolves . and .. segments: an id like that would change which URL is called.
        return text.Split('?', '#')[0].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase).Split('/').Any(segment => segment is "." or "..")
            ? "must not render . or .. in its path" : null;
    }
}
