namespace Onair.Aws;

/// <summary>What a failed call allows its caller to conclude.</summary>
public enum AwsErrorKind
{
    /// <summary>
    /// The call may or may not have taken effect, or nothing reached the service: timeouts, 5xx, broken connections, responses that are not the
    /// service's. Look before acting again, and never take it as proof of absence.
    /// </summary>
    Ambiguous,

    /// <summary>The service says that the resource does not exist.</summary>
    NotFound,

    /// <summary>The resource exists already, is in use, or is in a state that forbids the call.</summary>
    Conflict,

    /// <summary>Too many requests, or the call was not even sent; it was not carried out and may be repeated later.</summary>
    Throttled,

    /// <summary>An account quota is used up; the error's message names it. Repeating helps only after something is deleted or the quota raised.</summary>
    LimitExceeded,

    /// <summary>The credentials are missing, wrong, expired or not permitted to make the call.</summary>
    AccessDenied,

    /// <summary>The request itself is wrong and will stay so; the message says why.</summary>
    Invalid,

    /// <summary>The resource changed since it was read (<c>If-Match</c>): read it again and repeat.</summary>
    PreconditionFailed,
}
