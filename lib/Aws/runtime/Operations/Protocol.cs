namespace Onair.Aws.Operations;

/// <summary>How a service's messages look on the wire.</summary>
internal sealed record Protocol
{
    private Protocol(string contentType)
    {
        ContentType = contentType;
    }

    public static Protocol RestJson { get; } = new("application/json");

    /// <summary>Of a request's body.</summary>
    public string ContentType { get; }

    /// <summary>Set for restXml alone.</summary>
    public string? XmlNamespace { get; private init; }

    /// <summary>
    /// Set for awsJson alone, where every operation is a POST to <c>/</c>, the header <c>X-Amz-Target: {prefix}.{operation}</c> names it and a
    /// document is sent even when it is empty.
    /// </summary>
    public string? TargetPrefix { get; private init; }

    public static Protocol RestXml(string xmlNamespace) => new("application/xml") { XmlNamespace = xmlNamespace };

    public static Protocol Json(string targetPrefix, string version) => new($"application/x-amz-json-{version}") { TargetPrefix = targetPrefix };
}
