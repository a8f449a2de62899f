using Onair.Aws;

namespace Onair.Operator.Reconciliation;

/// <summary>What an error of AWS means for a round, whatever the kind. Pure functions.</summary>
internal static class AwsFailure
{
    /// <summary>How the round ends; null when the status does not change and the step is only retried.</summary>
    /// <param name="error">What AWS answered.</param>
    /// <param name="message">What Onair was doing and what AWS answered, for people.</param>
    /// <param name="ready">The resource was ready before: a passing error does not change that.</param>
    public static RoundEnd? EndOf(AwsError error, string message, bool ready) => error.Kind switch
    {
        AwsErrorKind.LimitExceeded => new Wait("QuotaExceeded", message, WaitFor.Quota),
        AwsErrorKind.AccessDenied => new Stall("AccessDenied", message),
        AwsErrorKind.Invalid => new Stall("Rejected", message),
        _ when ready => null,
        AwsErrorKind.Throttled => new Wait("Throttled", message),
        _ => new Wait("Retrying", message),
    };

    /// <summary>Whether AWS said that the call had no effect.</summary>
    public static bool IsRefusal(Exception error) => AwsErrorReader.Classify(error).Kind is not (AwsErrorKind.Ambiguous or AwsErrorKind.Conflict);

    /// <summary>Errors that may pass by themselves: the step is retried with backoff.</summary>
    public static bool IsPassing(Exception error) => AwsErrorReader.Classify(error).Kind is
        AwsErrorKind.Ambiguous or AwsErrorKind.Throttled or AwsErrorKind.Conflict or AwsErrorKind.NotFound
        or AwsErrorKind.PreconditionFailed;
}
