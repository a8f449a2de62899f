using System.Globalization;
using Onair.Aws;
using Onair.Operator.HlsBroadcasts.Decisions;
using Onair.Operator.ProviderAccess;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.HlsBroadcasts;

/// <summary>What an error of AWS means for a broadcast. Pure functions.</summary>
internal static class HlsBroadcastErrors
{
    /// <summary>How the round ends; null when the status does not change and the step is only retried.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="step">What was being done.</param>
    /// <param name="view">What is known.</param>
    /// <param name="ready">The broadcast was ready before: a passing error does not change that.</param>
    public static RoundEnd? EndOf(Exception error, ReconcileStep step, HlsBroadcastView view, bool ready)
    {
        if (error is CredentialsException credentials) return ProviderProblem.EndWith(credentials);
        var aws = AwsErrorReader.Classify(error);
        var message = $"{Name(step)}: {aws.Message}";
        if (IsLasting(aws.Kind) && step is HlsBroadcastStep.LookAtPolicy or HlsBroadcastStep.Revoke) return NotRevoked(message, view);
        return aws is { Kind: AwsErrorKind.NotFound, Code: "NoSuchBucket" }
            ? new Stall("BucketMissing", $"{message}; create it, or restore it")
            : AwsFailure.EndOf(aws, message, ready);
    }

    /// <summary>Why a step failed that the broadcast goes on without, for people.</summary>
    public static string Problem(Exception error, ReconcileStep step) => $"{Name(step)}: {AwsErrorReader.Classify(error).Message}";

    // They end by themselves; until then somebody may have to act.
    private static Wait NotRevoked(string message, HlsBroadcastView view) => new(
        "NotRevoked",
        string.Create(CultureInfo.InvariantCulture, $"{message.TrimEnd('.')}. The encoder's credentials are valid until {view.Owed.Max(s => (DateTimeOffset?)s.LiveUntil):yyyy-MM-ddTHH:mm:ssZ}."));

    private static bool IsLasting(AwsErrorKind kind) => kind is AwsErrorKind.AccessDenied or AwsErrorKind.Invalid or AwsErrorKind.LimitExceeded;

    private static string Name(ReconcileStep step) => step switch
    {
        HlsBroadcastStep.IssueCredentials => "Assuming the role for the encoder",
        HlsBroadcastStep.LookAtPlaylists => "Looking at the playlists",
        HlsBroadcastStep.LookAtDistribution => "Looking at the distribution",
        HlsBroadcastStep.LookAtViewers => "Checking whether viewers can play",
        HlsBroadcastStep.LookAtPolicy => "Reading the bucket policy",
        HlsBroadcastStep.Revoke => "Revoking the credentials in the bucket policy",
        HlsBroadcastStep.LiftRevocation => "Removing the denial from the bucket policy",
        HlsBroadcastStep.EndPlaylist => "Ending the playlist",
        HlsBroadcastStep.DeleteObjects => "Deleting the folder",
        _ => step.GetType().Name,
    };
}
