using System.Text.Json;

namespace Onair.Aws.Generator.Model;

/// <summary>An AWS service API model (<c>service-2.json</c>): operations and the shapes they send and receive.</summary>
internal sealed record ServiceModel(
    ServiceMetadata Metadata,
    Dictionary<string, OperationModel> Operations,
    Dictionary<string, ShapeModel> Shapes)
{
    public bool IsXml => Metadata.Protocol == "rest-xml";

    /// <summary>Not REST: every operation is a POST of a JSON document to /, named by a header.</summary>
    public bool IsRpc => Metadata.Protocol == "json";

    public static ServiceModel Load(string file)
    {
        using var stream = File.OpenRead(file);
        var model = JsonSerializer.Deserialize(stream, ModelJson.Default.ServiceModel)
            ?? throw new InvalidModelException($"{file}: the file holds null, not a service model.");
        ModelRules.Check(model, file);
        return model;
    }

    public ShapeModel Shape(string name) =>
        Shapes.TryGetValue(name, out var shape) ? shape : throw new InvalidModelException($"shape {name}: it is referenced and not in the model.");

    public OperationModel Operation(string name) =>
        Operations.TryGetValue(name, out var operation) ? operation : throw new InvalidModelException($"operation {name}: it is listed and not in the model.");
}

internal sealed record ServiceMetadata(
    string ApiVersion,
    string EndpointPrefix,
    string Protocol,
    string ServiceId,
    string SignatureVersion,
    string? SigningName,
    string? GlobalEndpoint,
    string? JsonVersion,
    string? TargetPrefix);
