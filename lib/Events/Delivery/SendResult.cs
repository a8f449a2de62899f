using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Onair.Guard;
using Onair.Primitives;

namespace Onair.Events.Delivery;

/// <summary>How an attempt to send ended.</summary>
internal enum SendResultKind
{
    /// <summary>The receiver has accepted it.</summary>
    Taken,

    /// <summary>A retry may succeed.</summary>
    Failed,

    /// <summary>The receiver wants no more events.</summary>
    Gone,
}

/// <summary>How an attempt to send ended. Pure functions tell it from the response or the exception.</summary>
/// <param name="Kind">How.</param>
/// <param name="Reason">Why, for metrics: one of a few words.</param>
/// <param name="Message">Why, for people; contains no secrets.</param>
internal sealed record SendResult(SendResultKind Kind, string Reason, string Message)
{
    private const int MaxText = 200;

    // RFC 9110: without the right path, method, credentials, pace or server behind a proxy, no event is accepted.
    private static readonly HashSet<HttpStatusCode> ConcernsAll =
    [
        HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.ProxyAuthenticationRequired,
        HttpStatusCode.RequestTimeout, HttpStatusCode.MisdirectedRequest, HttpStatusCode.TooManyRequests, HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable,
        HttpStatusCode.GatewayTimeout,
    ];

    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    public static SendResult Taken { get; } = new(SendResultKind.Taken, "Taken", "");

    /// <summary>The status code of the receiver's response; null without one.</summary>
    public int? Code { get; init; }

    /// <summary>The receiver is at fault, or the credentials are, and not the event: the failure counts for the circuit breaker.</summary>
    public bool Outage { get; init; }

    /// <summary>The receiver read the request and refused it: a request with other events may be accepted.</summary>
    public bool Answered { get; init; }

    /// <summary>The receiver got the request and refused this event, and not all requests alike, as a wrong path, wrong credentials and a proxy without a receiver do.</summary>
    public bool ConcernsEvent { get; init; }

    /// <summary>The receiver refused the credentials, which may have changed.</summary>
    public bool Unauthorized { get; init; }

    /// <summary>How long the receiver asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The result of a response.</summary>
    /// <param name="code">Its status code.</param>
    /// <param name="retryAfter">Its <c>Retry-After</c> header.</param>
    /// <param name="text">The start of its body.</param>
    /// <param name="now">The time that a date in the header is relative to.</param>
    public static SendResult Of(HttpStatusCode code, RetryConditionHeaderValue? retryAfter, string text, DateTimeOffset now)
    {
        if ((int)code is >= 200 and < 300) return Taken;
        var said = Ellipsis.Line(text, MaxText) is { Length: > 0 } line ? $": {line}" : "";
        var unauthorized = code is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        var failed = new SendResult(SendResultKind.Failed, ReasonOf(code), $"the receiver answered {(int)code}{said}")
        {
            Code = (int)code,
            Outage = (int)code >= 500 || code == HttpStatusCode.TooManyRequests || unauthorized,
            Answered = code != HttpStatusCode.TooManyRequests && !unauthorized,
            ConcernsEvent = !ConcernsAll.Contains(code),
            Unauthorized = unauthorized,
            RetryAfter = DelayOf(retryAfter, now),
        };
        return code switch
        {
            HttpStatusCode.Gone => failed with { Kind = SendResultKind.Gone },
            _ when (int)code is >= 300 and < 400 => failed with { ConcernsEvent = false, Message = $"the receiver answered {(int)code}; redirects are not followed" },
            _ => failed,
        };
    }

    /// <summary>The result of an attempt without a response.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="urlSetting">The setting with the URL.</param>
    public static SendResult Of(Exception error, string urlSetting) => error switch
    {
        { InnerException: AddressRefusedException refused } => Lost("Refused", $"{urlSetting}: {refused.Message}"),
        OperationCanceledException => Lost("Timeout", "the receiver did not answer in time"),
        { InnerException: AuthenticationException tls } => Lost("Tls", $"the receiver's certificate is not trusted: {Ellipsis.Line(tls.Message, MaxText)}"),
        { InnerException: SocketException socket } => Lost("Connection", $"the receiver cannot be reached ({socket.SocketErrorCode})"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Lost("Tls", "the TLS connection to the receiver failed"),
        HttpRequestException http => Lost("Connection", $"the connection to the receiver broke ({http.HttpRequestError})"),
        _ => Lost("Connection", "the connection to the receiver broke"),
    };

    private static SendResult Lost(string reason, string message) => new(SendResultKind.Failed, reason, message) { Outage = true };

    private static string ReasonOf(HttpStatusCode code) => (int)code switch
    {
        401 or 403 => "Unauthorized",
        410 => "Gone",
        429 => "Throttled",
        >= 500 => "ServerError",
        >= 400 => "ClientError",
        _ => "Redirect",
    };

    private static TimeSpan? DelayOf(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var delay = header?.Delta ?? (header?.Date is { } date ? date - now : null);
        return delay is not { } length ? null : length < TimeSpan.Zero ? TimeSpan.Zero : length < LongestRetryAfter ? length : LongestRetryAfter;
    }
}
