using System.Text.Json;
using Onair.Aws.ServiceModels;

namespace Onair.Aws.Generator.Model;

/// <summary>One entry of <c>operations.json</c>: the .NET namespace after <c>Amazon.</c> and the operations to emit.</summary>
internal sealed record ServiceSelection(string Namespace, IReadOnlyList<string> Operations)
{
    public static Dictionary<string, ServiceSelection> Load(string file)
    {
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize(stream, ModelJson.Default.DictionaryStringServiceSelection)
            ?? throw new InvalidModelException($"{file}: the file holds null, not a list of services.");
    }
}
