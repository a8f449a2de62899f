using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Onair.CrdGenerator;

/// <summary>JSON as readable YAML, members in their order.</summary>
internal static class YamlText
{
    public static string Of(JsonObject document, string? comment = null)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(
            bestIndent: 2, bestWidth: 120, isCanonical: false, maxSimpleKeyLength: 1024, skipAnchorName: false,
            indentSequences: true));
        emitter.Emit(new StreamStart());
        if (comment is not null) emitter.Emit(new Comment(comment, isInline: false));
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, document);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                emitter.Emit(new MappingStart(
                    AnchorName.Empty, TagName.Empty, true, members.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (name, value) in members)
                {
                    emitter.Emit(new Scalar(name));
                    Emit(emitter, value!);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray items:
                var scalars = items.All(item => item is JsonValue);
                emitter.Emit(new SequenceStart(
                    AnchorName.Empty, TagName.Empty, true, scalars ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in items) Emit(emitter, item!);
                emitter.Emit(new SequenceEnd());
                break;
            default:
                emitter.Emit(new Scalar(
                    AnchorName.Empty, TagName.Empty, Text(node), Style(node), isPlainImplicit: true, isQuotedImplicit: true));
                break;
        }
    }

    private static string Text(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();

    private static ScalarStyle Style(JsonNode node) =>
        node.GetValueKind() != JsonValueKind.String ? ScalarStyle.Plain
        : ReadsAsString(node.GetValue<string>()) ? ScalarStyle.Any
        : ScalarStyle.SingleQuoted;

    /// <summary>False for strings that YAML parsers read as another type: True, No, 1.0, ~ and the like.</summary>
    private static bool ReadsAsString(string text) =>
        text.Length > 0
        && !double.TryParse(text, NumberStyles.Any, CultureInfo.InvariantCulture, out _)
        && text.ToUpperInvariant() is not ("TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N" or "NULL" or "~");
}
