using Onair.Aws;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.ProviderAccess;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels;

/// <summary>What an error of AWS means for the channel.</summary>
internal static class IvsChannelErrors
{
    /// <summary>How the round ends; null when the status does not change and the step is only retried.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="step">What was being done.</param>
    /// <param name="ready">The channel was ready before: a passing error does not change that.</param>
    public static RoundEnd? EndOf(Exception error, ReconcileStep step, bool ready)
    {
        if (error is CredentialsException credentials) return new Stall(credentials.Reason, error.Message);
        var aws = AwsErrorReader.Classify(error);
        var message = $"{Name(step)}: {aws.Message}";
        return aws.Kind switch
        {
            AwsErrorKind.LimitExceeded => new Wait("QuotaExceeded", message, WaitFor.Quota),
            // IVS refuses everything while it checks a new account; its message says whom to ask.
            AwsErrorKind.AccessDenied => new Stall(aws.Code == "PendingVerification" ? "PendingVerification" : "AccessDenied", message),
            AwsErrorKind.Invalid => new Stall("Rejected", message),
            _ when ready => null,
            AwsErrorKind.Throttled => new Wait("Throttled", message),
            _ => new Wait("Retrying", message),
        };
    }

    /// <summary>Whether IVS does not update the channel because it is live: it has become so since it was looked at.</summary>
    public static bool IsLiveNow(Exception error, ReconcileStep step) =>
        step is IvsChannelStep.Update && AwsErrorReader.Classify(error).Kind == AwsErrorKind.Conflict;

    /// <summary>Whether IVS does not delete the channel because of a stream, which has to be ended first.</summary>
    public static bool IsKeptByStream(Exception error, ReconcileStep step) =>
        step is IvsChannelStep.Delete { Kind: IvsResource.Channel } && AwsErrorReader.Classify(error).Kind == AwsErrorKind.Conflict;

    /// <summary>Whether AWS said that the call had no effect.</summary>
    public static bool IsRefusal(Exception error) => AwsErrorReader.Classify(error).Kind is not (AwsErrorKind.Ambiguous or AwsErrorKind.Conflict);

    /// <summary>Errors that may pass by themselves: the step is retried with backoff.</summary>
    public static bool IsPassing(Exception error) => AwsErrorReader.Classify(error).Kind is
        AwsErrorKind.Ambiguous or AwsErrorKind.Throttled or AwsErrorKind.Conflict or AwsErrorKind.NotFound
        or AwsErrorKind.PreconditionFailed;

    private static string Name(ReconcileStep step) => step switch
    {
        IvsChannelStep.Look look => $"Looking for the {look.Kind.Title()}",
        IvsChannelStep.LookAtStream => "Looking at the stream",
        IvsChannelStep.WriteSecret => "Reading the stream key",
        IvsChannelStep.Create create => $"Creating the {create.Kind.Title()}",
        IvsChannelStep.Update => "Updating the IVS channel",
        IvsChannelStep.Delete delete => $"Deleting the {delete.Kind.Title()}",
        IvsChannelStep.Claim claim => $"Tagging the {claim.Kind.Title()}",
        IvsChannelStep.Release release => $"Untagging the {release.Kind.Title()}",
        IvsChannelStep.Stop => "Ending the stream",
        _ => step.GetType().Name,
    };
}
