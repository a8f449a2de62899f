using Onair.Aws;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.MediaProviders;

namespace Onair.Operator.LiveStreams;

/// <summary>What an error of AWS means for the stream.</summary>
internal static class StreamErrors
{
    /// <summary>How the round ends; null when the error is worth no word yet, only another try.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="step">What was being done.</param>
    /// <param name="ready">The stream was ready before: a passing error must not say otherwise.</param>
    /// <param name="secrets">Stream keys and passwords that AWS may have echoed.</param>
    public static Step? EndOf(Exception error, Step step, bool ready, IEnumerable<string> secrets)
    {
        if (error is CredentialsException) return new Step.Stall("CredentialsUnusable", error.Message);
        var aws = AwsErrors.Classify(error);
        var message = $"{Name(step)}: {Redact(aws.Message, secrets)}";
        return aws.Kind switch
        {
            AwsErrorKind.LimitExceeded => new Step.Wait("QuotaExceeded", message, WaitFor.Quota),
            AwsErrorKind.AccessDenied => new Step.Stall("AccessDenied", message),
            AwsErrorKind.Invalid => new Step.Stall("Rejected", message),
            _ when ready => null,
            AwsErrorKind.Throttled => new Step.Wait("Throttled", message),
            _ => new Step.Wait("Retrying", message),
        };
    }

    /// <summary>Errors that changing nothing and waiting may cure: they count as failures, with a growing pause.</summary>
    public static bool IsPassing(Exception error) => AwsErrors.Classify(error).Kind is
        AwsErrorKind.Ambiguous or AwsErrorKind.Throttled or AwsErrorKind.Conflict or AwsErrorKind.NotFound
        or AwsErrorKind.PreconditionFailed;

    private static string Name(Step step) => step switch
    {
        Step.Look look => $"Looking for the {look.Kind.Title()}",
        Step.Create create => $"Creating the {create.Kind.Title()}",
        Step.Update update => $"Updating the {update.Kind.Title()}",
        Step.Delete delete => $"Deleting the {delete.Kind.Title()}",
        Step.Claim claim => $"Tagging the {claim.Kind.Title()}",
        Step.Release release => $"Untagging the {release.Kind.Title()}",
        Step.Start => "Starting the channel",
        Step.Stop => "Stopping the channel",
        _ => step.GetType().Name,
    };

    private static string Redact(string text, IEnumerable<string> secrets) =>
        secrets.Aggregate(text, (t, secret) => t.Replace(secret, "***", StringComparison.Ordinal));
}
