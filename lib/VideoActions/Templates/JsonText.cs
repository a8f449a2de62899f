using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.VideoActions.Templates;

/// <summary>JSON of request bodies.</summary>
internal static class JsonText
{
    /// <summary>Escapes only what JSON requires: bodies are never embedded in HTML.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Escapes a text for a JSON string. Lone surrogates, which JSON cannot represent, are replaced.</summary>
    public static string Escape(string text) => JsonEncodedText.Encode(Encoding.UTF8.GetBytes(text), Encoder).ToString();

    /// <summary>Removes null fields from JSON; returns null when the text is not JSON.</summary>
    public static string? WithoutNulls(string text)
    {
        try
        {
            var node = JsonNode.Parse(text, documentOptions: new() { MaxDepth = 32 });
            Drop(node);
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, new() { Encoder = Encoder }))
            {
                if (node is null) writer.WriteNullValue();
                else node.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        }
        // Duplicate names are only detected on access, lone surrogates only on writing.
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Drop(JsonNode? node)
    {
        if (node is JsonArray list) foreach (var item in list) Drop(item);
        if (node is not JsonObject members) return;
        foreach (var (name, member) in members.ToArray())
        {
            if (member is null) members.Remove(name);
            else Drop(member);
        }
    }
}
