using Onair.Aws;
using Onair.Operator.ExternalResources;
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
        if (error is CredentialsException credentials) return ProviderProblem.EndWith(credentials);
        var aws = AwsErrorReader.Classify(error);
        var message = $"{Name(step)}: {aws.Message}";
        // IVS refuses everything while it checks a new account; its message says whom to ask.
        return aws is { Kind: AwsErrorKind.AccessDenied, Code: "PendingVerification" }
            ? new Stall("PendingVerification", message)
            : AwsFailure.EndOf(aws, message, ready, (step as IvsChannelStep.Create)?.Kind.Title());
    }

    /// <summary>Whether IVS does not update the channel because it is live: it has become so since it was looked at.</summary>
    public static bool IsLiveNow(Exception error, ReconcileStep step) =>
        step is IvsChannelStep.Update && AwsErrorReader.Classify(error).Kind == AwsErrorKind.Conflict;

    /// <summary>Whether IVS does not delete the channel because of a stream, which has to be ended first.</summary>
    public static bool IsKeptByStream(Exception error, ReconcileStep step) =>
        step is IvsChannelStep.Delete { Kind: IvsResource.Channel } && AwsErrorReader.Classify(error).Kind == AwsErrorKind.Conflict;

    private static string Name(ReconcileStep step) => step switch
    {
        IvsChannelStep.LookAtStream => "Looking at the stream",
        IvsChannelStep.WriteSecret => "Reading the stream key",
        IvsChannelStep.Stop => "Ending the stream",
        _ => StepName.Of<IvsResource>(step, kind => kind.Title()),
    };
}
