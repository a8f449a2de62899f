using System.Text.Json.Nodes;
using Onair.Aws.ServiceModels;

namespace Onair.Aws.Generator.Pruning;

/// <summary><c>operations.json</c> as a document that can be added to.</summary>
internal sealed class OperationList(string file)
{
    private readonly JsonObject _services = JsonNode.Parse(File.ReadAllText(file))!.AsObject();

    public IEnumerable<string> Services => _services.Select(s => s.Key);

    public IReadOnlyList<string> Operations(string service) => [.. List(service).Select(o => (string)o!)];

    /// <summary>Adds the operations that are not listed yet, at the end.</summary>
    public void Add(string service, IEnumerable<string> operations)
    {
        foreach (var operation in operations.Except(Operations(service))) List(service).Add(operation);
    }

    public void Save() => File.WriteAllText(file, PrettyJson.Text(_services, PrettyJson.OperationsIndent));

    private JsonArray List(string service) =>
        _services[service]?["operations"] as JsonArray
        ?? throw new InvalidModelException($$"""{{file}}: {{service}} must be listed first: "{{service}}": { "namespace": "<.NET namespace>", "operations": [] }.""");
}
