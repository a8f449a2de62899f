using System.Net;
using Amazon.Runtime;

namespace Onair.Aws;

/// <summary>The one place that decides what a failed AWS call means.</summary>
public static class AwsErrorReader
{
    /// <summary>
    /// Classifies any exception of a call. The code counts before the status; what is not recognized as an answer of the service is
    /// <see cref="AwsErrorKind.Ambiguous"/>, transport errors and cancellations included.
    /// </summary>
    /// <param name="exception">What the client threw.</param>
    /// <returns>The kind, with the service's code and text.</returns>
    public static AwsError Classify(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Classify(only),
        NotSentException => new(AwsErrorKind.Throttled, null, exception.Message),
        AmazonServiceException service => new(Kind(service), service.ErrorCode, service.Message),
        _ => new(AwsErrorKind.Ambiguous, null, exception.Message),
    };

    private static AwsErrorKind Kind(AmazonServiceException exception)
    {
        var (code, text) = (exception.ErrorCode ?? "", exception.Message ?? "");
        if (AwsErrorCodes.PreconditionFailed.Contains(code)) return AwsErrorKind.PreconditionFailed;
        if (IsQuota(exception.StatusCode, code, text)) return AwsErrorKind.LimitExceeded;
        if (AwsErrorCodes.Throttled.Contains(code) || AwsErrorCodes.LimitExceeded.Contains(code)) return AwsErrorKind.Throttled;
        if (AwsErrorCodes.AccessDenied.Contains(code)) return AwsErrorKind.AccessDenied;
        if (AwsErrorCodes.Conflict.Contains(code)) return AwsErrorKind.Conflict;
        if (AwsErrorCodes.NotFound.Contains(code)) return AwsErrorKind.NotFound;
        return OfStatus(exception, code, text);
    }

    private static bool IsQuota(HttpStatusCode status, string code, string text)
    {
        if (AwsErrorCodes.LimitExceeded.Contains(code) || AwsErrorCodes.IsCloudFrontQuota(code)) return !AwsErrorCodes.RateText().IsMatch(text);
        return (int)status is 400 or 402 or 403 or 409 or 422 or 429 && AwsErrorCodes.QuotaText().IsMatch(text) && !AwsErrorCodes.RateText().IsMatch(text);
    }

    private static AwsErrorKind OfStatus(AmazonServiceException exception, string code, string text) => (int)exception.StatusCode switch
    {
        // Refused before it was sent.
        0 => exception.ErrorType == ErrorType.Sender ? AwsErrorKind.Invalid : AwsErrorKind.Ambiguous,
        401 or 403 => AwsErrorKind.AccessDenied,
        // NoSuchOrigin and its like: something the request names, not the resource it is about. Without a code, anybody's 404.
        404 or 410 => code.StartsWith("NoSuch", StringComparison.Ordinal) ? AwsErrorKind.Invalid : AwsErrorKind.Ambiguous,
        400 when AwsErrorCodes.AwaitsDeletionText().IsMatch(text) => AwsErrorKind.Conflict,
        408 => AwsErrorKind.Ambiguous,
        409 => AwsErrorKind.Conflict,
        412 => AwsErrorKind.PreconditionFailed,
        422 when AwsErrorCodes.ExistsText().IsMatch(text) => AwsErrorKind.Conflict,
        429 => AwsErrorKind.Throttled,
        >= 400 and < 500 => AwsErrorKind.Invalid,
        _ => AwsErrorKind.Ambiguous,
    };
}
