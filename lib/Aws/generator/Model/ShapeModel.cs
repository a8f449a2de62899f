using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onair.Aws.Generator.Model;

/// <summary>A named type. Which properties are set depends on <c>Type</c>.</summary>
internal sealed record ShapeModel(string Type)
{
    public Dictionary<string, ShapeReference> Members { get; set; } = [];

    public IReadOnlyList<string>? Enum { get; set; }

    public ShapeReference? Member { get; set; }

    public ShapeReference? Key { get; set; }

    public ShapeReference? Value { get; set; }

    public string? Payload { get; set; }

    public bool Flattened { get; set; }

    public string? TimestampFormat { get; set; }

    public bool IdempotencyToken { get; set; }

    public ErrorModel? Error { get; set; }

    public RetryableModel? Retryable { get; set; }

    /// <summary>Traits this reader does not interpret; <see cref="ModelRules"/> says which may be passed over.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Other { get; set; } = [];
}

/// <summary>The use of a shape by an operation, a structure, a list or a map.</summary>
internal sealed record ShapeReference(string Shape)
{
    public string? Location { get; set; }

    public string? LocationName { get; set; }

    public bool Flattened { get; set; }

    public string? TimestampFormat { get; set; }

    public bool IdempotencyToken { get; set; }

    public XmlNamespaceModel? XmlNamespace { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement> Other { get; set; } = [];
}

internal sealed record XmlNamespaceModel(string Uri);

internal sealed record ErrorModel(string? Code);

internal sealed record RetryableModel(bool Throttling);
