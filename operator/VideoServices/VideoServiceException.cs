using System.Net;

namespace Onair.Operator.VideoServices;

/// <summary>A video service refused a request, or did not answer it. The message names the action and never shows a header or body of ours.</summary>
internal sealed class VideoServiceException(VideoErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public VideoErrorKind Kind => kind;

    public static VideoErrorKind KindOf(HttpStatusCode code) => code switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => VideoErrorKind.NotFound,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => VideoErrorKind.AccessDenied,
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => VideoErrorKind.Throttled,
        // A redirect is not followed: a token would go with it to whom nobody named.
        >= HttpStatusCode.Ambiguous and < HttpStatusCode.InternalServerError => VideoErrorKind.Rejected,
        _ => VideoErrorKind.Unavailable,
    };
}

/// <summary>What an error means for what is done next.</summary>
internal enum VideoErrorKind
{
    /// <summary>What the request is about is not there.</summary>
    NotFound,

    /// <summary>The credentials do not do.</summary>
    AccessDenied,

    /// <summary>The request is wrong, and stays so.</summary>
    Rejected,

    /// <summary>Too many requests; nothing was done.</summary>
    Throttled,

    /// <summary>Nobody knows whether it was done.</summary>
    Unavailable,
}
