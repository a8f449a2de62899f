using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Onair.Guard;

namespace Onair.Operator.EventSinks.Requests;

/// <summary>Judges what an attempt ended with. Pure functions.</summary>
internal static class SinkOutcomes
{
    private const int MostText = 200;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    /// <summary>Of an answer.</summary>
    /// <param name="code">Its status.</param>
    /// <param name="retryAfter">Its header.</param>
    /// <param name="text">The beginning of its body.</param>
    /// <param name="now">What a date in the header is compared with.</param>
    public static SinkOutcome Of(HttpStatusCode code, RetryConditionHeaderValue? retryAfter, string text, DateTimeOffset now)
    {
        if ((int)code is >= 200 and < 300) return SinkOutcome.Taken;
        var said = Line(text) is { Length: > 0 } line ? $": {line}" : "";
        var failed = new SinkOutcome(SinkOutcomeKind.Failed, Reason(code), $"the receiver answered {(int)code}{said}")
        {
            Outage = (int)code >= 500 || code == HttpStatusCode.TooManyRequests,
            Answered = code != HttpStatusCode.TooManyRequests,
            Unauthorized = code is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden,
            RetryAfter = Pause(retryAfter, now),
        };
        return code switch
        {
            HttpStatusCode.Gone => failed with { Kind = SinkOutcomeKind.Gone },
            _ when (int)code is >= 300 and < 400 => failed with { Message = $"the receiver answered {(int)code}; redirects are not followed" },
            _ => failed,
        };
    }

    /// <summary>Of an attempt without an answer.</summary>
    public static SinkOutcome Of(Exception error) => error switch
    {
        { InnerException: AddressRefusedException refused } => Lost("Refused", $"spec.url: {refused.Message}"),
        OperationCanceledException => Lost("Timeout", "the receiver did not answer in time"),
        { InnerException: AuthenticationException tls } => Lost("Tls", $"the receiver's certificate is not trusted: {Line(tls.Message)}"),
        { InnerException: SocketException socket } => Lost("Connection", $"the receiver cannot be reached ({socket.SocketErrorCode})"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Lost("Tls", "no TLS connection to the receiver can be made"),
        HttpRequestException http => Lost("Connection", $"the connection to the receiver broke ({http.HttpRequestError})"),
        _ => Lost("Connection", "the connection to the receiver broke"),
    };

    private static SinkOutcome Lost(string reason, string message) => new(SinkOutcomeKind.Failed, reason, message) { Outage = true };

    private static string Reason(HttpStatusCode code) => (int)code switch
    {
        410 => "Gone",
        429 => "Throttled",
        >= 500 => "ServerError",
        >= 400 => "ClientError",
        _ => "Redirect",
    };

    private static TimeSpan? Pause(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var pause = header?.Delta ?? (header?.Date is { } date ? date - now : null);
        return pause is not { } length ? null : length < TimeSpan.Zero ? TimeSpan.Zero : length < LongestRetryAfter ? length : LongestRetryAfter;
    }

    private static string Line(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostText ? line : $"{line[..(MostText - 1)]}…";
    }
}
