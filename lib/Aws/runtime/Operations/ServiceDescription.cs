using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Onair.Aws.Operations;

/// <summary>Makes an exception from what every error response carries.</summary>
internal delegate AmazonServiceException ErrorFactory(
    string? message, Exception? innerException, ErrorType type, string? code, string? requestId, HttpStatusCode status);

/// <summary>What a service's operations share.</summary>
internal sealed class ServiceDescription(string name, string apiVersion, Protocol protocol, ErrorFactory newError, ErrorDescription[] errors)
{
    private readonly Dictionary<string, ErrorDescription> _errors = errors.ToDictionary(e => e.Code);

    public string Name => name;

    public string ApiVersion => apiVersion;

    public Protocol Protocol => protocol;

    /// <summary>The caller's mistake, found before anything was sent.</summary>
    public AmazonServiceException InvalidRequest(string message) => newError(message, null, ErrorType.Sender, null, null, default);

    /// <summary>The declared exception of the code, else the service's own base exception.</summary>
    public AmazonServiceException Error(ErrorResponse error, Exception? innerException, HttpStatusCode status, IWebResponseData response, ErrorBody body)
    {
        if (error.Code is null || !_errors.TryGetValue(error.Code, out var description))
            return newError(error.Message, innerException, error.Type, error.Code, error.RequestId, status);
        return description.Create(error, innerException, status, response, body);
    }
}
