using System.Text;

namespace Onair.VideoActions.Templates;

/// <summary>A part of a parsed template.</summary>
internal abstract record TemplatePart
{
    /// <summary>Renders the part.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="values">The values by their names; null for an absent one.</param>
    public abstract void Write(StringBuilder output, IReadOnlyDictionary<string, object?> values);
}

/// <summary>Text outside of tags.</summary>
internal sealed record TextPart(string Text) : TemplatePart
{
    public override void Write(StringBuilder output, IReadOnlyDictionary<string, object?> values) => output.Append(Text);
}

/// <summary><c>{{name}}</c>.</summary>
internal sealed record ValuePart(string Path) : TemplatePart
{
    public override void Write(StringBuilder output, IReadOnlyDictionary<string, object?> values) => output.Append(TemplateValue.Written(values[Path]));
}

/// <summary><c>{{helper argument…}}</c>.</summary>
/// <param name="Name">The helper.</param>
/// <param name="Arguments">Names of values, and texts in quotes.</param>
internal sealed record HelperPart(string Name, IReadOnlyList<string> Arguments) : TemplatePart
{
    public static readonly IReadOnlyList<string> Names = ["json", "urlEncode", "base64"];

    /// <summary>Whether an argument is a text, not the name of a value.</summary>
    public static bool IsText(string argument) => argument[0] is '"' or '\'';

    public override void Write(StringBuilder output, IReadOnlyDictionary<string, object?> values)
    {
        var arguments = Arguments.Select(argument => IsText(argument) ? argument[1..^1] : values[argument]).ToArray();
        output.Append(Name switch
        {
            "json" => TemplateValue.Json(arguments[0]),
            "urlEncode" => Uri.EscapeDataString(TemplateValue.Plain(arguments[0])),
            _ => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(arguments.Select(TemplateValue.Plain)))),
        });
    }
}

/// <summary><c>{{#if name}}…{{else}}…{{/if}}</c>, or the same with <c>unless</c>.</summary>
internal sealed record BlockPart(string Path, bool Unless, IReadOnlyList<TemplatePart> Then, IReadOnlyList<TemplatePart> Else) : TemplatePart
{
    public override void Write(StringBuilder output, IReadOnlyDictionary<string, object?> values)
    {
        foreach (var part in TemplateValue.IsTrue(values[Path]) != Unless ? Then : Else) part.Write(output, values);
    }
}
