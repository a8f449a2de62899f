using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onair.Aws.ServiceModels;

/// <summary>The use of a shape by an operation, a structure, a list or a map.</summary>
/// <param name="Shape">The name of the shape.</param>
public sealed record ShapeReference(string Shape)
{
    /// <summary>Where the member travels: <c>uri</c>, <c>querystring</c>, <c>header</c> or <c>statusCode</c>; null for the body.</summary>
    public string? Location { get; set; }

    /// <summary>The name on the wire where it is not the member's name.</summary>
    public string? LocationName { get; set; }

    /// <summary>In XML: items stand directly in the structure, without an element around them.</summary>
    public bool Flattened { get; set; }

    /// <summary><c>rfc822</c>, <c>iso8601</c> or <c>unixTimestamp</c>.</summary>
    public string? TimestampFormat { get; set; }

    /// <summary>Whether the client generates a value when none is given.</summary>
    public bool IdempotencyToken { get; set; }

    /// <summary>The namespace of the XML document.</summary>
    public XmlNamespaceModel? XmlNamespace { get; set; }

    /// <summary>Traits that this reader does not interpret.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Other { get; set; } = [];
}

/// <summary>The namespace of an XML document.</summary>
/// <param name="Uri">The namespace's name.</param>
public sealed record XmlNamespaceModel(string Uri);
