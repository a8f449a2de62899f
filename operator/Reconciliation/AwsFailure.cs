using Onair.Aws;
using Onair.Events.Transitions;

namespace Onair.Operator.Reconciliation;

/// <summary>What an error of AWS means for a round, whatever the kind. Pure functions.</summary>
internal static class AwsFailure
{
    /// <summary>How the round ends; null when the status does not change and the step is only retried.</summary>
    /// <param name="error">What AWS answered.</param>
    /// <param name="message">What Onair was doing and what AWS answered, for people.</param>
    /// <param name="ready">The resource was ready before: a passing error does not change that.</param>
    /// <param name="what">What was to be created or changed, e.g. <c>MediaLive channel</c>; null when it is neither.</param>
    public static RoundEnd? EndOf(AwsError error, string message, bool ready, string? what = null) => error.Kind switch
    {
        AwsErrorKind.LimitExceeded => Quota(message, what),
        AwsErrorKind.AccessDenied => new Stall("AccessDenied", message),
        AwsErrorKind.Invalid => new Stall("Rejected", message),
        _ when ready => null,
        AwsErrorKind.Throttled => new Wait("Throttled", message),
        _ => new Wait("Retrying", message),
    };

    // AWS's message names the quota and its value, where AWS does. No service raises a quota by itself.
    private static Stall Quota(string message, string? what) => new(
        Blocked.Quota,
        $"{message.TrimEnd('.')}. {(what is null ? "Delete unused resources" : $"Delete an unused {what}")}, or request a higher quota in Service Quotas. Onair retries every few minutes.",
        WaitFor.Quota);

    /// <summary>Whether AWS said that the call had no effect.</summary>
    public static bool IsRefusal(Exception error) => AwsErrorReader.Classify(error).Kind is not (AwsErrorKind.Ambiguous or AwsErrorKind.Conflict);

    /// <summary>Errors that may pass by themselves: the step is retried with backoff.</summary>
    public static bool IsPassing(Exception error) => AwsErrorReader.Classify(error).Kind is
        AwsErrorKind.Ambiguous or AwsErrorKind.Throttled or AwsErrorKind.Conflict or AwsErrorKind.NotFound
        or AwsErrorKind.PreconditionFailed;
}
