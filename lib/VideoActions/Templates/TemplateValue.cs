using System.Globalization;

namespace Onair.VideoActions.Templates;

/// <summary>A text with its escaped form: percent-encoded in URLs, JSON-escaped in bodies. Helpers get the raw text.</summary>
internal sealed class TemplateValue
{
    private readonly string _written;

    private TemplateValue(string raw, string written) => (Raw, _written) = (raw, written);

    public string Raw { get; }

    /// <summary>Escapes a value for a kind of template. Absent and empty texts are unchanged, because <c>{{#if}}</c> tests for them.</summary>
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

    /// <summary>A value as <c>{{name}}</c> renders it.</summary>
    public static string Written(object? value) => value is TemplateValue text ? text._written : Plain(value);

    /// <summary>Whether <c>{{#if}}</c> counts a value as true: as in Handlebars, not when it is absent, empty, false or 0.</summary>
    public static bool IsTrue(object? value) => value is not (null or "" or false or 0 or 0d);

    /// <summary>A value as JSON.</summary>
    public static string Json(object? value) => value switch
    {
        null => "null",
        bool or int or double => Plain(value),
        _ => $"\"{JsonText.Escape(Plain(value))}\"",
    };
}

/// <summary>What a template renders.</summary>
internal enum TemplateKind
{
    /// <summary>A URL: values are percent-encoded, except for variables.</summary>
    Url,

    /// <summary>JSON: values are escaped for JSON strings.</summary>
    Body,

    /// <summary>A header value or a claim.</summary>
    Text,
}
