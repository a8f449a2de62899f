using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Templates;

/// <summary>A template of an action map.</summary>
internal sealed class Template
{
    private readonly Func<object, string> _render;
    private readonly IReadOnlyList<string> _paths;

    private Template(string field, string text, TemplateKind kind, Func<object, string> render, IReadOnlyList<string> paths) =>
        (Field, Text, Kind, _render, _paths) = (field, text, kind, render, paths);

    /// <summary>The field, e.g. <c>spec.video.actions.getAsset.request.url</c>.</summary>
    public string Field { get; }

    /// <summary>What is declared.</summary>
    public string Text { get; }

    private TemplateKind Kind { get; }

    /// <summary>Compiles a template. Returns null when it is invalid and adds the error to the compilation.</summary>
    public static Template? Compile(MapCompilation map, string field, string? text, TemplateKind kind, TemplateScope scope, bool credentials)
    {
        if (string.IsNullOrEmpty(text)) return map.Fail<Template>(field, null, "must be a template");
        if (TemplateScanner.Scan(text, out var fault) is not { } scanned) return map.Fail<Template>(field, fault.Value, fault.Rule);
        var known = true;
        foreach (var path in scanned.Paths.Distinct(StringComparer.Ordinal))
        {
            if (Unknown(path, map, scope, credentials) is not { } rule) continue;
            map.Fail<Template>(field, path, rule);
            known = false;
        }

        if (!known) return null;
        try
        {
            // Most claims and headers are constant.
            if (!scanned.Normal.Contains("{{", StringComparison.Ordinal)) return new(field, text, kind, _ => text, []);
            var template = TemplateEngine.Compile(scanned.Normal);
            return new(field, text, kind, data => template(data), [.. scanned.Paths.Distinct(StringComparer.Ordinal)]);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Handlebars.Net throws many types of exceptions for invalid templates.
            return map.Fail<Template>(field, text.Length <= 100 ? text : $"{text[..99]}…", "must be a valid Handlebars template");
        }
    }

    /// <summary>Renders the template.</summary>
    /// <exception cref="ActionException">A required value is absent, or the template cannot be rendered.</exception>
    public string Render(TemplateData data)
    {
        var root = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var path in _paths)
        {
            var value = data[path];
            if (value is null or "" && !TemplateScope.IsOptional(path)) throw new ActionException($"{Field}: {path}: is empty");
            // Servers and proxies disagree on whether a percent-encoded slash separates path segments.
            if (Kind == TemplateKind.Url && path.EndsWith(".id", StringComparison.Ordinal) && value is string id && id.AsSpan().ContainsAny('/', '\\'))
                throw new ActionException($"{Field}: {path}: must not have / or \\");
            // Variables are not escaped: they belong to the template and come from the same author.
            var written = path.StartsWith("variables.", StringComparison.Ordinal) ? value ?? "" : TemplateValue.For(Kind, value);
            Put(root, path.Split('.'), written);
        }

        try
        {
            return _render(root);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The exception may contain values.
            throw new ActionException($"{Field}: cannot be rendered");
        }
    }

    private static void Put(Dictionary<string, object?> root, string[] path, object? value)
    {
        foreach (var name in path[..^1])
        {
            if (root.GetValueOrDefault(name) is not Dictionary<string, object?> next) root[name] = next = new(StringComparer.Ordinal);
            root = next;
        }

        root[path[^1]] = value;
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
