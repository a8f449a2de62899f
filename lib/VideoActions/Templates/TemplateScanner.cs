using System.Text;
using System.Text.RegularExpressions;

namespace Onair.VideoActions.Templates;

/// <summary>
/// Reads the part of Handlebars that action maps may use: <c>{{variable}}</c>, the helpers, <c>{{#if variable}}</c> and
/// <c>{{#unless variable}}</c> with <c>{{else}}</c>. Handlebars.Net never sees anything else: its parser throws arbitrary exceptions for some
/// texts, and deep nesting overflows its stack.
/// </summary>
internal static partial class TemplateScanner
{
    public const int MaxLength = 8192;
    private const int MaxTags = 200;
    private const int MaxDepth = 8;
    private static readonly string[] Helpers = ["json", "urlEncode", "base64"];

    /// <summary>Scans a template. Returns null when it is invalid, with the reason in <paramref name="fault"/>.</summary>
    public static ScannedTemplate? Scan(string text, out (string Value, string Rule) fault)
    {
        fault = default;
        if (text.Length > MaxLength) return Fail($"{text.Length} characters", $"must have at most {MaxLength}", out fault);
        var (normal, paths, blocks) = (new StringBuilder(text.Length + 16), new List<string>(), new Stack<Block>());
        var (position, tags) = (0, 0);
        while (text.IndexOf("{{", position, StringComparison.Ordinal) is var open and >= 0)
        {
            normal.Append(text, position, open - position);
            var end = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (end < 0) return Fail(Cut(text[open..]), "must end with }}", out fault);
            var tag = text[open..(end + 2)];
            if (tag.StartsWith("{{{", StringComparison.Ordinal)) return Fail(Cut(tag), "must not begin with {{{: values are escaped automatically; in JSON, put a space after the {", out fault);
            if (open > 0 && text[open - 1] == '\\') return Fail(Cut(text[(open - 1)..(end + 2)]), @"must not follow a \", out fault);
            if (++tags > MaxTags) return Fail(Cut(tag), $"must be one of at most {MaxTags} tags", out fault);
            if (Tag(tag[2..^2].Trim(), paths, blocks) is { } rule) return Fail(Cut(tag), rule, out fault);
            normal.Append("{{").Append(tag[2..^2].Trim()).Append("}}");
            position = end + 2;
            // Handlebars always reads }}} as the end of {{{, so a helper writes the closing braces of JSON.
            var braces = 0;
            while (position < text.Length && text[position] == '}') (position, braces) = (position + 1, braces + 1);
            if (braces > 0) normal.Append("{{braces ").Append(braces).Append("}}");
        }

        normal.Append(text, position, text.Length - position);
        return blocks.TryPeek(out var left) ? Fail($"{{{{#{left.Name}}}}}", $"must end with {{{{/{left.Name}}}}}", out fault) : new(normal.ToString(), paths);
    }

    private static string? Tag(string tag, List<string> paths, Stack<Block> blocks)
    {
        if (tag == "else")
            return blocks.TryPeek(out var block) && !block.HasElse ? Else(block) : "must be the only {{else}} of an {{#if}} or {{#unless}}";
        if (tag.StartsWith('/'))
            return blocks.TryPop(out var ended) && tag[1..].Trim() == ended.Name ? null : "closes a block that is not open";
        if (BlockTag().Match(tag) is { Success: true } opened)
        {
            blocks.Push(new(opened.Groups["name"].Value));
            paths.Add(opened.Groups["path"].Value);
            return blocks.Count > MaxDepth ? $"must not be nested more than {MaxDepth} deep" : null;
        }

        if (VariableTag().IsMatch(tag))
        {
            paths.Add(tag);
            return Helpers.Contains(tag) ? "requires an argument" : null;
        }

        if (HelperTag().Match(tag) is not { Success: true } call)
            return "must be a variable, {{json x}}, {{urlEncode x}}, {{base64 a \":\" b}}, {{#if x}} or {{#unless x}}";
        var arguments = call.Groups["argument"].Captures.Select(capture => capture.Value).ToArray();
        paths.AddRange(arguments.Where(argument => argument[0] is not ('"' or '\'')));
        return call.Groups["name"].Value != "base64" && arguments.Length != 1 ? "takes one argument" : null;
    }

    private static string? Else(Block block)
    {
        block.HasElse = true;
        return null;
    }

    private static ScannedTemplate? Fail(string value, string rule, out (string Value, string Rule) fault)
    {
        fault = (value, rule);
        return null;
    }

    private static string Cut(string tag) => tag.Length <= 100 ? tag : $"{tag[..99]}…";

    private sealed class Block(string name)
    {
        public string Name { get; } = name;

        public bool HasElse { get; set; }
    }

    private const string Path = "[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+){0,3}";

    [GeneratedRegex($"^(?:{Path})\\z", RegexOptions.NonBacktracking)]
    private static partial Regex VariableTag();

    [GeneratedRegex($"^#(?<name>if|unless) +(?<path>{Path})\\z")]
    private static partial Regex BlockTag();

    [GeneratedRegex($"^(?<name>json|urlEncode|base64)(?: +(?<argument>{Path}|\"[^\"\\\\{{}}]*\"|'[^'\\\\{{}}]*'))+\\z")]
    private static partial Regex HelperTag();
}

/// <summary>A valid template.</summary>
/// <param name="Normal">The text for Handlebars.</param>
/// <param name="Paths">The variables in it.</param>
internal sealed record ScannedTemplate(string Normal, IReadOnlyList<string> Paths);
