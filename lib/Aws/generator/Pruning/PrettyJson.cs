using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Onair.Aws.Generator.Pruning;

/// <summary>The form of the committed files: indented, with a line end after the last line.</summary>
internal static class PrettyJson
{
    /// <summary>Spaces a level in model files, which have many levels.</summary>
    public const int ModelIndent = 1;

    /// <summary>Spaces a level in <c>operations.json</c>, which people edit.</summary>
    public const int OperationsIndent = 2;

    public static string Text(JsonObject json, int indent)
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = true,
            IndentSize = indent,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        return json.ToJsonString(options) + "\n";
    }
}
