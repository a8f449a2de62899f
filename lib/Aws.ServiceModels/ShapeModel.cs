using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onair.Aws.ServiceModels;

/// <summary>A named type. Which properties are set depends on the type.</summary>
/// <param name="Type">structure, list, map, string, integer, long, double, float, boolean, timestamp or blob.</param>
public sealed record ShapeModel(string Type)
{
    /// <summary>The members of a structure by name, in the order of the model.</summary>
    public Dictionary<string, ShapeReference> Members { get; set; } = [];

    /// <summary>The members of a structure that must be present.</summary>
    public IReadOnlyList<string> Required { get; set; } = [];

    /// <summary>The member of a structure that is the whole body of the message.</summary>
    public string? Payload { get; set; }

    /// <summary>The item of a list.</summary>
    public ShapeReference? Member { get; set; }

    /// <summary>The key of a map.</summary>
    public ShapeReference? Key { get; set; }

    /// <summary>The value of a map.</summary>
    public ShapeReference? Value { get; set; }

    /// <summary>The values of an enumeration; null when any value may be.</summary>
    public IReadOnlyList<string>? Enum { get; set; }

    /// <summary>The least value, length or count.</summary>
    public double? Min { get; set; }

    /// <summary>The greatest value, length or count.</summary>
    public double? Max { get; set; }

    /// <summary>A regular expression that the whole text must match.</summary>
    public string? Pattern { get; set; }

    /// <summary>Whether the value is a secret.</summary>
    public bool Sensitive { get; set; }

    /// <summary>In XML: items stand directly in the structure, without an element around them.</summary>
    public bool Flattened { get; set; }

    /// <summary><c>rfc822</c>, <c>iso8601</c> or <c>unixTimestamp</c>.</summary>
    public string? TimestampFormat { get; set; }

    /// <summary>Whether the client generates a value when none is given.</summary>
    public bool IdempotencyToken { get; set; }

    /// <summary>Whether the structure is an error.</summary>
    public bool Exception { get; set; }

    /// <summary>Whether the error is the service's fault.</summary>
    public bool Fault { get; set; }

    /// <summary>How the error travels, where the model says so.</summary>
    public ErrorModel? Error { get; set; }

    /// <summary>Set on errors that may be retried.</summary>
    public RetryableModel? Retryable { get; set; }

    /// <summary>Traits that this reader does not interpret.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Other { get; set; } = [];
}

/// <summary>How an error travels.</summary>
/// <param name="Code">The code on the wire where it is not the shape's name.</param>
/// <param name="HttpStatusCode">The status of the response.</param>
public sealed record ErrorModel(string? Code, int? HttpStatusCode);

/// <summary>An error that may be retried.</summary>
/// <param name="Throttling">Whether the client has to slow down.</param>
public sealed record RetryableModel(bool Throttling);
