using System.Globalization;

namespace Onair.VideoActions.Templates;

/// <summary>A text that is written otherwise than it is: percent-encoded in URLs, escaped in bodies. Helpers get it as it is.</summary>
internal sealed class TemplateValue
{
    private readonly string _written;

    private TemplateValue(string raw, string written) => (Raw, _written) = (raw, written);

    public string Raw { get; }

    /// <summary>A value for a place. Absent and empty texts stay what they are: <c>{{#if}}</c> asks for that.</summary>
    public static object? For(TemplateKind kind, object? value)
    {
        if (value is not string text) return value;
        var written = kind switch
        {
            TemplateKind.Url => Uri.EscapeDataString(text),
            TemplateKind.Body => JsonText.Escape(text),
            _ => text,
        };
        return written == text ? text : new TemplateValue(text, written);
    }

    /// <summary>A value as text.</summary>
    public static string Plain(object? value) => value switch
    {
        null => "",
        TemplateValue text => text.Raw,
        true => "true",
        false => "false",
        double number => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>A value as JSON.</summary>
    public static string Json(object? value) => value switch
    {
        null => "null",
        bool or int or double => Plain(value),
        _ => $"\"{JsonText.Escape(Plain(value))}\"",
    };

    /// <inheritdoc/>
    public override string ToString() => _written;
}

/// <summary>What a template makes.</summary>
internal enum TemplateKind
{
    /// <summary>A URL: values are percent-encoded, apart from variables.</summary>
    Url,

    /// <summary>JSON: values are escaped as in its strings.</summary>
    Body,

    /// <summary>A header's value, or a claim.</summary>
    Text,
}
