using System.Net;
using k8s.Models;

namespace Onair.Kubernetes.Client;

/// <summary>The API server refused a request; <see cref="Status"/> carries its explanation.</summary>
public sealed class ApiException : Exception
{
    /// <summary>An error without a response that explains it.</summary>
    public ApiException() : this("the API server refused the request")
    {
    }

    /// <summary>An error with a message of its own.</summary>
    public ApiException(string message) : base(message)
    {
    }

    /// <summary>An error with a cause.</summary>
    public ApiException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>An error as the server returned it.</summary>
    /// <param name="request">Verb and path, for the message.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="status">The server's Status object, when the body was one.</param>
    /// <param name="retryAfter">The Retry-After header, when present.</param>
    public ApiException(string request, HttpStatusCode statusCode, V1Status? status, TimeSpan? retryAfter)
        : base($"{request}: {(int)statusCode} {status?.Reason ?? statusCode.ToString()}{(status?.Message is { } m ? $": {m}" : "")}")
    {
        StatusCode = statusCode;
        Status = status;
        RetryAfter = retryAfter ?? (status?.Details?.RetryAfterSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The server's Status object; null when the body was not one (a proxy's page, a cut connection).</summary>
    public V1Status? Status { get; }

    /// <summary>The machine-readable reason, e.g. <c>AlreadyExists</c>.</summary>
    public string? Reason => Status?.Reason;

    /// <summary>How long the server asks to wait before another try.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>404: the object, or its resource, does not exist.</summary>
    public bool IsNotFound => StatusCode == HttpStatusCode.NotFound;

    /// <summary>409 because the object changed since it was read, or a precondition failed.</summary>
    public bool IsConflict => StatusCode == HttpStatusCode.Conflict && Reason != "AlreadyExists";

    /// <summary>409 because the name is taken.</summary>
    public bool IsAlreadyExists => StatusCode == HttpStatusCode.Conflict && Reason == "AlreadyExists";

    /// <summary>410: the resource version or continue token is too old.</summary>
    public bool IsGone => StatusCode == HttpStatusCode.Gone;

    /// <summary>422: a field's value breaks the schema; <see cref="Status"/> names it.</summary>
    public bool IsInvalid => StatusCode == HttpStatusCode.UnprocessableEntity;
}
