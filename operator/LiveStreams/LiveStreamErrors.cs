using Onair.Aws;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.ProviderAccess;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>What an error of AWS means for the stream.</summary>
internal static class LiveStreamErrors
{
    /// <summary>How the round ends; null when the status does not change and the step is only retried.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="step">What was being done.</param>
    /// <param name="ready">The stream was ready before: a passing error does not change that.</param>
    /// <param name="secrets">Stream keys and passwords that AWS may repeat.</param>
    public static RoundEnd? EndOf(Exception error, ReconcileStep step, bool ready, IEnumerable<string> secrets)
    {
        if (error is CredentialsException credentials) return ProviderProblem.EndWith(credentials);
        var aws = AwsErrorReader.Classify(error);
        return AwsFailure.EndOf(aws, $"{Name(step)}: {Redact(aws.Message, secrets)}", ready, Changed(step)?.Title());
    }

    /// <summary>What an error of CloudFront means for the stream's part of the distribution; null when the step is about something else.</summary>
    public static DistributionProblem? OfDistribution(Exception error, ReconcileStep step, IEnumerable<string> secrets)
    {
        var kind = step switch
        {
            LiveStreamStep.Look look => look.Kind,
            LiveStreamStep.Delete delete => delete.Kind,
            _ => Changed(step),
        };
        if (kind != ResourceKind.Behaviour) return null;
        return EndOf(error, step, ready: false, secrets) switch
        {
            Wait wait => new(wait.Reason, wait.Message, Passes: true),
            Stall stall => new(stall.Reason, stall.Message, Passes: false),
            _ => null,
        };
    }

    /// <summary>Whether MediaLive may only not know yet what MediaPackage has just created.</summary>
    public static bool IsNotYetKnown(Exception error, ReconcileStep step, LiveStreamView view) =>
        step is LiveStreamStep.Create { Kind: ResourceKind.Channel } && view.Status.Resources.Creating is { } begun && view.Now - begun.Since < view.Lag
        && AwsErrorReader.Classify(error) is { Kind: AwsErrorKind.Invalid } refused && refused.Message.Contains("MediaPackage", StringComparison.OrdinalIgnoreCase);

    // What a quota may keep from being created or changed.
    private static ResourceKind? Changed(ReconcileStep step) => step switch
    {
        LiveStreamStep.Create create => create.Kind,
        LiveStreamStep.Update update => update.Kind,
        _ => null,
    };

    private static string Name(ReconcileStep step) => step switch
    {
        LiveStreamStep.Start => "Starting the channel",
        LiveStreamStep.Stop => "Stopping the channel",
        _ => StepName.Of<ResourceKind>(step, kind => kind.Title()),
    };

    private static string Redact(string text, IEnumerable<string> secrets) =>
        secrets.Aggregate(text, (t, secret) => t.Replace(secret, "***", StringComparison.Ordinal));
}
