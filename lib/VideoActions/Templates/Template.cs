using System.Text;
using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Templates;

/// <summary>A template of an action map.</summary>
internal sealed class Template
{
    private readonly ParsedTemplate _parsed;

    private Template(string field, string text, TemplateKind kind, ParsedTemplate parsed) => (Field, Text, Kind, _parsed) = (field, text, kind, parsed);

    /// <summary>The field, e.g. <c>spec.video.actions.getAsset.request.url</c>.</summary>
    public string Field { get; }

    /// <summary>What is declared.</summary>
    public string Text { get; }

    private TemplateKind Kind { get; }

    /// <summary>Compiles a template. Returns null when it is invalid and adds the error to the compilation.</summary>
    public static Template? Compile(MapCompilation map, string field, string? text, TemplateKind kind, TemplateScope scope, bool credentials)
    {
        if (string.IsNullOrEmpty(text)) return map.Fail<Template>(field, null, "must be a template");
        if (TemplateParser.Parse(text, out var fault) is not { } parsed) return map.Fail<Template>(field, fault.Value, fault.Rule);
        var known = true;
        foreach (var path in parsed.Paths)
        {
            if (Unknown(path, map, scope, credentials) is not { } rule) continue;
            map.Fail<Template>(field, path, rule);
            known = false;
        }

        return known ? new(field, text, kind, parsed) : null;
    }

    /// <summary>Renders the template.</summary>
    /// <exception cref="ActionException">A required value is absent.</exception>
    public string Render(TemplateData data)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var path in _parsed.Paths)
        {
            var value = data[path];
            if (value is null or "" && !TemplateScope.IsOptional(path)) throw new ActionException($"{Field}: {path}: is empty");
            // Servers and proxies disagree on whether a percent-encoded slash separates path segments.
            if (Kind == TemplateKind.Url && path.EndsWith(".id", StringComparison.Ordinal) && value is string id && id.AsSpan().ContainsAny('/', '\\'))
                throw new ActionException($"{Field}: {path}: must not have / or \\");
            // Variables are not escaped: they belong to the template and come from the same author.
            values[path] = path.StartsWith("variables.", StringComparison.Ordinal) ? value ?? "" : TemplateValue.For(Kind, value);
        }

        var output = new StringBuilder();
        foreach (var part in _parsed.Parts) part.Write(output, values);
        return output.ToString();
    }

    private static string? Unknown(string path, MapCompilation map, TemplateScope scope, bool credentials) => path.Split('.') switch
    {
        ["variables", var name] => map.Variables.ContainsKey(name)
            ? null
            : $"is not one of spec.video.variables ({(map.Variables.Count == 0 ? "none are declared" : string.Join(", ", map.Variables.Keys.Order(StringComparer.Ordinal).Take(20)))})",
        ["credentials", _] => credentials ? null : "must not be used here: URLs are logged, and viewers' URLs are public",
        _ => scope.Knows(path)
            ? null
            : $"is unknown here; valid names are {string.Join(", ", scope.Names.Concat(credentials ? ["variables.*", "credentials.*"] : ["variables.*"]))}",
    };
}
