using System.Net;

namespace Onair.Operator.VideoServices;

/// <summary>A video service refused a request or did not respond. The message names the action and never contains the request's headers or body.</summary>
internal sealed class VideoServiceException(VideoErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public VideoErrorKind Kind => kind;

    public static VideoErrorKind KindOf(HttpStatusCode code) => code switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => VideoErrorKind.NotFound,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => VideoErrorKind.AccessDenied,
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => VideoErrorKind.Throttled,
        // Redirects are not followed: the token would go to a host that the provider does not name.
        >= HttpStatusCode.Ambiguous and < HttpStatusCode.InternalServerError => VideoErrorKind.Rejected,
        _ => VideoErrorKind.Unavailable,
    };
}

/// <summary>What an error means for the next step.</summary>
internal enum VideoErrorKind
{
    /// <summary>The object of the request does not exist.</summary>
    NotFound,

    /// <summary>The credentials are not accepted.</summary>
    AccessDenied,

    /// <summary>The request is invalid; retrying does not help.</summary>
    Rejected,

    /// <summary>Too many requests; nothing was done.</summary>
    Throttled,

    /// <summary>It is unknown whether the request took effect.</summary>
    Unavailable,
}
