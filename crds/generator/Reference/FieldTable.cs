using System.Text.Json.Nodes;

namespace Onair.CrdGenerator.Reference;

/// <summary>The fields of an object as a table.</summary>
internal sealed class FieldTable(Documentation documentation)
{
    // A longer value would make the column wider than the description.
    private const int LongestDefault = 40;

    /// <summary>For the spec: whether a field is required, and its default.</summary>
    public string Declared(Section section) => Markdown.Table(
        ["Field", "Type", "Default", "Description"],
        section.Fields.Select(field => new[] { Markdown.Code(field.Name), TypeText.Of(field), Default(field), Description(field) }));

    /// <summary>For the status, which has no defaults.</summary>
    public string Observed(Section section) => Markdown.Table(
        ["Field", "Type", "Description"],
        section.Fields.Select(field => new[] { Markdown.Code(field.Name), TypeText.Of(field), Description(field) }));

    private static string Default(Field field) => field switch
    {
        { IsRequired: true } => "**required**",
        { Schema: var schema } when schema["default"] is not { } => "–",
        { Schema: var schema } when schema["default"] is JsonObject => "those of its fields",
        { Schema: var schema } when Defaults.Text(schema["default"]!) is { Length: <= LongestDefault } text => Markdown.Code(text),
        _ => "see description",
    };

    private string Description(Field field)
    {
        string[] sentences = [documentation.Markdown(field.Property), Formats.Of(field.Schema), LongDefault(field)];
        return string.Join(' ', sentences.Where(sentence => sentence.Length > 0)) + Values(field);
    }

    private static string LongDefault(Field field) =>
        field.Schema["default"] is { } value and not JsonObject && Defaults.Text(value) is { Length: > LongestDefault } text
            ? $"Default: {Markdown.Code(text)}."
            : "";

    private string Values(Field field) => !field.Schema.ContainsKey("enum") ? "" : string.Concat(
        Members.EnumMembers(Members.TypeOf(field.Property))
            .Select(member => $"<br>• {Markdown.Code(Members.Name(member))}: {documentation.Markdown(member)}"));
}
