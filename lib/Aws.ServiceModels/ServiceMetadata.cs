namespace Onair.Aws.ServiceModels;

/// <summary>The facts of a service as a whole.</summary>
/// <param name="ApiVersion">The version of the API, a date.</param>
/// <param name="EndpointPrefix">The first label of the host name, and the signing name where none is given.</param>
/// <param name="Protocol"><c>rest-json</c>, <c>rest-xml</c> or <c>json</c>; AWS has others, which Onair does not use, see <see cref="Protocols"/>.</param>
/// <param name="ServiceId">The name of the service in configuration keys.</param>
/// <param name="SignatureVersion">The signature scheme, e.g. <c>v4</c>.</param>
/// <param name="SigningName">The service's name in the credential scope of a signature.</param>
/// <param name="GlobalEndpoint">The host name of a service without regions.</param>
/// <param name="JsonVersion">For protocol <c>json</c>: the version in the content type.</param>
/// <param name="TargetPrefix">For protocol <c>json</c>: the header X-Amz-Target is <c>{prefix}.{operation}</c>.</param>
public sealed record ServiceMetadata(
    string ApiVersion,
    string EndpointPrefix,
    string Protocol,
    string ServiceId,
    string SignatureVersion,
    string? SigningName,
    string? GlobalEndpoint,
    string? JsonVersion,
    string? TargetPrefix)
{
    /// <summary>All protocols that the service accepts, AWS's choice for its own clients first; empty in older models.</summary>
    public IReadOnlyList<string> Protocols { get; set; } = [];
}
