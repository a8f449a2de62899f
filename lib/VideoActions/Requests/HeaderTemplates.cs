using System.Text.RegularExpressions;
using Onair.VideoActions.Compilation;
using Onair.VideoActions.Templates;

namespace Onair.VideoActions.Requests;

/// <summary>Header templates.</summary>
internal sealed partial class HeaderTemplates
{
    // The HTTP client sets the headers that frame the message: otherwise a map could smuggle a second request.
    private static readonly HashSet<string> OfTheClient = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Content-Length", "Transfer-Encoding", "Upgrade", "Trailer", "TE", "Expect",
    };

    private readonly Dictionary<string, Template> _templates = new(StringComparer.OrdinalIgnoreCase);

    private HeaderTemplates()
    {
    }

    /// <summary>Compiles templates and renders them with samples.</summary>
    public static HeaderTemplates Compile(
        MapCompilation map, string field, IReadOnlyDictionary<string, string>? headers, TemplateScope scope, IReadOnlyList<TemplateData> samples)
    {
        var compiled = new HeaderTemplates();
        foreach (var (name, text) in headers ?? new Dictionary<string, string>())
        {
            if (!Token().IsMatch(name)) map.Fail(field, name, "must be a valid header name");
            else if (OfTheClient.Contains(name)) map.Fail(field, name, "must not be set: the HTTP client sets it");
            else if (text is { Length: 0 }) map.Fail($"{field}[{name}]", null, "must be a template");
            else if (Template.Compile(map, $"{field}[{name}]", text, TemplateKind.Text, scope, credentials: true) is { } template)
            {
                if (!compiled._templates.TryAdd(name, template)) map.Fail(field, name, "must not be repeated");
                foreach (var sample in samples)
                {
                    if (IsValue(template.Render(sample))) continue;
                    map.Fail(template.Field, null, "must render printable ASCII without line breaks");
                    break;
                }
            }
        }

        return compiled;
    }

    /// <summary>Adds the headers to those of all requests and replaces those of the same name.</summary>
    /// <exception cref="ActionException">A value is invalid.</exception>
    public void Render(TemplateData data, Dictionary<string, string> headers)
    {
        foreach (var (name, template) in _templates)
        {
            var value = template.Render(data);
            headers[name] = IsValue(value) ? value : throw new ActionException($"{template.Field}: must render printable ASCII without line breaks");
        }
    }

    private static bool IsValue(string value) => value.Length <= 8192 && value.All(c => c is >= ' ' and < '\x7f' or '\t');

    [GeneratedRegex("^[A-Za-z0-9_-]{1,100}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
