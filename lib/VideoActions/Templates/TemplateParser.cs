using System.Text.RegularExpressions;

namespace Onair.VideoActions.Templates;

/// <summary>
/// Parses the part of Handlebars that action maps may use: <c>{{variable}}</c>, the helpers, <c>{{#if variable}}</c> and
/// <c>{{#unless variable}}</c> with <c>{{else}}</c>.
/// </summary>
/// <remarks>It renders what Handlebars.Net 2.4.3 renders: the templates of TemplateTests and thousands of random ones were compared.</remarks>
internal sealed partial class TemplateParser
{
    public const int MaxLength = 8192;
    private const int MaxTags = 200;
    private const int MaxDepth = 8;
    private readonly List<string> _paths = [];
    private readonly Stack<OpenBlock> _blocks = new();
    private List<TemplatePart> _parts = [];

    /// <summary>Parses a template. Returns null when it is invalid, with the reason in <paramref name="fault"/>.</summary>
    public static ParsedTemplate? Parse(string text, out (string Value, string Rule) fault)
    {
        if (text.Length > MaxLength) return Fail($"{text.Length} characters", $"must have at most {MaxLength}", out fault);
        var parser = new TemplateParser();
        var (position, tags) = (0, 0);
        while (text.IndexOf("{{", position, StringComparison.Ordinal) is var open and >= 0)
        {
            var end = text.IndexOf("}}", open, StringComparison.Ordinal) + 2;
            if (end < 2) return Fail(text[open..], "must end with }}", out fault);
            var tag = text[open..end];
            if (tag.StartsWith("{{{", StringComparison.Ordinal)) return Fail(tag, "must not begin with {{{: values are escaped automatically; in JSON, put a space after the {", out fault);
            if (open > 0 && text[open - 1] == '\\') return Fail(text[(open - 1)..end], @"must not follow a \", out fault);
            if (++tags > MaxTags) return Fail(tag, $"must be one of at most {MaxTags} tags", out fault);
            var name = tag[2..^2].Trim();
            var (before, after) = IsBlock(name) ? WithoutLine(text, open, end) : (open, end);
            parser.Text(text[position..before]);
            if (parser.Tag(name) is { } rule) return Fail(tag, rule, out fault);
            position = after;
        }

        parser.Text(text[position..]);
        if (parser._blocks.TryPeek(out var left)) return Fail($"{{{{#{left.Name}}}}}", $"must end with {{{{/{left.Name}}}}}", out fault);
        fault = default;
        return new(parser._parts, [.. parser._paths.Distinct(StringComparer.Ordinal)]);
    }

    private void Text(string text)
    {
        if (text.Length > 0) _parts.Add(new TextPart(text));
    }

    private string? Tag(string tag)
    {
        if (tag == "else") return Else();
        if (tag.StartsWith('/')) return Close(tag[1..].Trim());
        if (BlockTag().Match(tag) is { Success: true } opened) return Open(opened.Groups["name"].Value, opened.Groups["path"].Value);
        if (VariableTag().IsMatch(tag))
        {
            if (HelperPart.Names.Contains(tag)) return "requires an argument";
            _paths.Add(tag);
            _parts.Add(new ValuePart(tag));
            return null;
        }

        if (HelperTag().Match(tag) is not { Success: true } call)
            return "must be a variable, {{json x}}, {{urlEncode x}}, {{base64 a \":\" b}}, {{#if x}} or {{#unless x}}";
        var helper = new HelperPart(call.Groups["name"].Value, [.. call.Groups["argument"].Captures.Select(capture => capture.Value)]);
        _paths.AddRange(helper.Arguments.Where(argument => !HelperPart.IsText(argument)));
        _parts.Add(helper);
        return helper.Name != "base64" && helper.Arguments.Count != 1 ? "takes one argument" : null;
    }

    private string? Open(string name, string path)
    {
        _paths.Add(path);
        _blocks.Push(new(name, path, _parts));
        _parts = [];
        return _blocks.Count > MaxDepth ? $"must not be nested more than {MaxDepth} deep" : null;
    }

    private string? Else()
    {
        if (!_blocks.TryPeek(out var block) || block.Then is not null) return "must be the only {{else}} of an {{#if}} or {{#unless}}";
        (block.Then, _parts) = (_parts, []);
        return null;
    }

    private string? Close(string name)
    {
        if (!_blocks.TryPop(out var block) || block.Name != name) return "closes a block that is not open";
        var part = new BlockPart(block.Path, name == "unless", block.Then ?? _parts, block.Then is null ? [] : _parts);
        (_parts = block.Outer).Add(part);
        return null;
    }

    private static bool IsBlock(string tag) => tag == "else" || tag.StartsWith('#') || tag.StartsWith('/');

    // As in Handlebars, a block's tag that is alone on its line takes the line with it.
    private static (int Before, int After) WithoutLine(string text, int open, int end)
    {
        var (before, after) = (open, end);
        while (before > 0 && text[before - 1] is ' ' or '\t') before--;
        while (after < text.Length && text[after] is ' ' or '\t' or '\r') after++;
        var alone = (before == 0 || text[before - 1] == '\n') && (after == text.Length || text[after] == '\n');
        return alone ? (before, Math.Min(after + 1, text.Length)) : (open, end);
    }

    private static ParsedTemplate? Fail(string value, string rule, out (string Value, string Rule) fault)
    {
        fault = (value, rule);
        return null;
    }

    private sealed class OpenBlock(string name, string path, List<TemplatePart> outer)
    {
        public string Name { get; } = name;

        public string Path { get; } = path;

        public List<TemplatePart> Outer { get; } = outer;

        /// <summary>The parts before <c>{{else}}</c>; null before it is reached.</summary>
        public List<TemplatePart>? Then { get; set; }
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
/// <param name="Parts">Its parts, in order.</param>
/// <param name="Paths">The names of the values in it.</param>
internal sealed record ParsedTemplate(IReadOnlyList<TemplatePart> Parts, IReadOnlyList<string> Paths);
