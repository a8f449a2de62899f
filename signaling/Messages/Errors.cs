namespace Onair.Signaling.Messages;

/// <summary>The words of <c>error</c>.</summary>
internal static class ErrorCode
{
    public const string Invalid = "invalid";
    public const string HelloFirst = "hello-first";
    public const string Unauthenticated = "unauthenticated";
    public const string NotAllowed = "not-allowed";
    public const string AlreadyBroadcasting = "already-broadcasting";
    public const string NotBroadcasting = "not-broadcasting";
    public const string UnknownViewing = "unknown-viewing";
    public const string Busy = "busy";
    public const string RateLimited = "rate-limited";
    public const string Unavailable = "unavailable";
}

/// <summary>Why the service closes a socket (RFC 6455, section 7.4, and codes of its own).</summary>
internal enum CloseCode
{
    Normal = 1000,
    TooBig = 1009,
    Restart = 1012,
    TryLater = 1013,
    Invalid = 4400,
    Unauthenticated = 4401,
    Forbidden = 4403,
    UnknownSite = 4404,
    Timeout = 4408,
    Replaced = 4409,
    Gone = 4410,
    TooMany = 4429,
}
