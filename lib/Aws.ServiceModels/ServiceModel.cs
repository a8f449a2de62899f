using System.Text.Json;

namespace Onair.Aws.ServiceModels;

/// <summary>An AWS service API model (<c>service-2.json</c>): operations and the shapes they send and receive.</summary>
/// <param name="Metadata">The facts of the service as a whole.</param>
/// <param name="Operations">Operations by name.</param>
/// <param name="Shapes">Shapes by name.</param>
public sealed record ServiceModel(
    ServiceMetadata Metadata,
    Dictionary<string, OperationModel> Operations,
    Dictionary<string, ShapeModel> Shapes)
{
    /// <summary>Whether bodies are XML; JSON otherwise.</summary>
    public bool IsXml => Metadata.Protocol == "rest-xml";

    /// <summary>
    /// Not REST: every operation is a POST of a JSON document to /, named by a header. CloudWatch prefers CBOR, and offers this too.
    /// </summary>
    public bool IsRpc => Metadata.Protocol == "json" || Metadata.Protocols.Contains("json");

    /// <summary>Reads a model.</summary>
    /// <param name="stream">The JSON text.</param>
    /// <param name="name">The name of the file or resource, for error messages.</param>
    /// <exception cref="InvalidModelException">The text is not a service model.</exception>
    public static ServiceModel Read(Stream stream, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(stream, ServiceModelJson.Default.ServiceModel)
                ?? throw new InvalidModelException($"{name}: the file holds null, not a service model.");
        }
        catch (JsonException exception)
        {
            throw new InvalidModelException($"{name}: {exception.Message}", exception);
        }
    }

    /// <summary>The shape of that name.</summary>
    /// <exception cref="InvalidModelException">The model has no such shape.</exception>
    public ShapeModel Shape(string name) =>
        Shapes.TryGetValue(name, out var shape) ? shape : throw new InvalidModelException($"shape {name}: it is referenced but not in the model.");

    /// <summary>The operation of that name.</summary>
    /// <exception cref="InvalidModelException">The model has no such operation.</exception>
    public OperationModel Operation(string name) =>
        Operations.TryGetValue(name, out var operation) ? operation : throw new InvalidModelException($"operation {name}: it is listed but not in the model.");
}
