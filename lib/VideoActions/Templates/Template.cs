using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Templates;

/// <summary>A template of the map.</summary>
internal sealed class Template
{
    private readonly Func<object, string> _render;
    private readonly IReadOnlyList<string> _paths;

    private Template(string field, string text, TemplateKind kind, Func<object, string> render, IReadOnlyList<string> paths) =>
        (Field, Text, Kind, _render, _paths) = (field, text, kind, render, paths);

    /// <summary>Its field, e.g. <c>spec.video.actions.getAsset.request.url</c>.</summary>
    public string Field { get; }

    /// <summary>What is declared.</summary>
    public string Text { get; }

    private TemplateKind Kind { get; }

    /// <summary>Reads a template; null when it is none, which the compilation is told.</summary>
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
            // Most texts of a map that claims and headers are have nothing to fill in.
            if (!scanned.Normal.Contains("{{", StringComparison.Ordinal)) return new(field, text, kind, _ => text, []);
            var template = TemplateEngine.Compile(scanned.Normal);
            return new(field, text, kind, data => template(data), [.. scanned.Paths.Distinct(StringComparer.Ordinal)]);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Handlebars.Net has exceptions of many kinds for what it cannot read.
            return map.Fail<Template>(field, text.Length <= 100 ? text : $"{text[..99]}…", "must be a template of Handlebars");
        }
    }

    /// <summary>Renders it.</summary>
    /// <exception cref="ActionException">A value that it needs is absent, or it cannot be rendered.</exception>
    public string Render(TemplateData data)
    {
        var root = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var path in _paths)
        {
            var value = data[path];
            if (value is null or "" && !TemplateScope.IsOptional(path)) throw new ActionException($"{Field}: {path}: is empty");
            // Percent-encoded it would be a part of one segment, which servers and what is before them do not agree on.
            if (Kind == TemplateKind.Url && path.EndsWith(".id", StringComparison.Ordinal) && value is string id && id.AsSpan().ContainsAny('/', '\\'))
                throw new ActionException($"{Field}: {path}: must not have / or \\");
            // A variable is a part of the template that its author wrote elsewhere.
            var written = path.StartsWith("variables.", StringComparison.Ordinal) ? value ?? "" : TemplateValue.For(Kind, value);
            Put(root, path.Split('.'), written);
        }

        try
        {
            return _render(root);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The exception may tell of values.
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
            : $"is not among spec.video.variables ({(map.Variables.Count == 0 ? "there are none" : string.Join(", ", map.Variables.Keys.Order(StringComparer.Ordinal).Take(20)))})",
        ["credentials", _] => credentials ? null : "must not be here: URLs are logged, and what viewers get is public",
        _ => scope.Knows(path)
            ? null
            : $"is not known here; known are {string.Join(", ", scope.Names.Concat(credentials ? ["variables.*", "credentials.*"] : ["variables.*"]))}",
    };
}
