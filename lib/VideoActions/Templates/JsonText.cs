using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.VideoActions.Templates;

/// <summary>JSON of bodies.</summary>
internal static class JsonText
{
    /// <summary>Leaves alone what JSON needs no escapes for: bodies are not put into pages.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>A text as it stands between the quotes of JSON. Halves of characters, which JSON cannot say, are replaced.</summary>
    public static string Escape(string text) => JsonEncodedText.Encode(Encoding.UTF8.GetBytes(text), Encoder).ToString();

    /// <summary>JSON without the members that are null; null when it is no JSON.</summary>
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
        // A member that is there twice is only found when it is asked for; a lone surrogate when it is written.
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
