using System.Collections.Concurrent;
using System.Text;
using HandlebarsDotNet;
using HandlebarsDotNet.IO;

namespace Onair.VideoActions.Templates;

/// <summary>Handlebars for scanned templates.</summary>
internal static class TemplateEngine
{
    private const int MaxKept = 2000;
    private static readonly IHandlebars Handlebars = Create();

    // Handlebars.Net compiles a template in about half a millisecond. A map has thirty, and is compiled again at every change of its provider.
    private static readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> Kept = new(StringComparer.Ordinal);

    /// <summary>Compiles a template, or returns the cached one.</summary>
    public static HandlebarsTemplate<object, object> Compile(string text)
    {
        if (Kept.TryGetValue(text, out var kept)) return kept;
        if (Kept.Count >= MaxKept) Kept.Clear();
        return Kept[text] = Handlebars.Compile(text);
    }

    private static IHandlebars Create()
    {
        // No file system, no partials, no access to properties of .NET objects.
        var configuration = new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true };
        configuration.FormatterProviders.Add(new ValueFormatter());
        var handlebars = HandlebarsDotNet.Handlebars.Create(configuration);
        handlebars.RegisterHelper("json", (writer, _, arguments) => writer.WriteSafeString(TemplateValue.Json(arguments[0])));
        handlebars.RegisterHelper("urlEncode", (writer, _, arguments) => writer.WriteSafeString(Uri.EscapeDataString(TemplateValue.Plain(arguments[0]))));
        handlebars.RegisterHelper("base64", (writer, _, arguments) =>
            writer.WriteSafeString(Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(arguments.Select(TemplateValue.Plain))))));
        handlebars.RegisterHelper("braces", (writer, _, arguments) => writer.WriteSafeString(new string('}', (int)arguments[0]!)));
        return handlebars;
    }

    /// <summary>Formats booleans and numbers as JSON and URLs need them.</summary>
    private sealed class ValueFormatter : IFormatter, HandlebarsDotNet.IO.IFormatterProvider
    {
        public void Format<T>(T value, in EncodedTextWriter writer) => writer.Write(TemplateValue.Plain(value), encode: false);

        public bool TryCreateFormatter(Type type, out IFormatter formatter)
        {
            formatter = this;
            return type == typeof(bool) || type == typeof(double);
        }
    }
}
