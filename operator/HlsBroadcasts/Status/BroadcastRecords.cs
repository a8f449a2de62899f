using Onair.Api.HlsBroadcasts;
using Onair.Operator.HlsBroadcasts.Decisions;
using Onair.Operator.HlsBroadcasts.Sessions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.HlsBroadcasts.Status;

/// <summary>The role and the folder of a broadcast, as spec and provider declare them.</summary>
internal sealed record BroadcastTarget(string Provider, string RoleArn, S3Location Folder);

/// <summary>What each step records. Pure functions.</summary>
internal static class BroadcastRecords
{
    // For the time that a request takes, its repetitions, and clocks that differ.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>The status after a step; null when the step records nothing.</summary>
    /// <param name="step">The step.</param>
    /// <param name="view">What is known.</param>
    /// <param name="uid">The broadcast's uid.</param>
    /// <param name="target">The role and the folder; null while the provider is not known.</param>
    public static HlsBroadcastStatus? After(ReconcileStep step, HlsBroadcastView view, string uid, BroadcastTarget? target)
    {
        var (status, now) = (view.Status, view.Now);
        return step switch
        {
            HlsBroadcastStep.Claim => status with { Provider = target!.Provider, Folder = target.Folder.ToString() },
            HlsBroadcastStep.BeginRun => Begun(status, view, uid, target!),
            HlsBroadcastStep.IntendCredentials => Intended(status, view, target!.RoleArn),
            HlsBroadcastStep.RecordIssued => Issued(status, view, uid, target!.RoleArn),
            HlsBroadcastStep.RecordStopping => status with { StoppingAt = now },
            HlsBroadcastStep.RecordStopped => status with { StoppingAt = null, StoppedAt = now, Credentials = Revoked(status.Credentials, view) },
            HlsBroadcastStep.RecordEnded => status with { EndedAt = now },
            HlsBroadcastStep.RecordExpired => status with { Credentials = null },
            HlsBroadcastStep.RecordFolderDeleted => status with { FolderDeletedAt = now, Playback = null },
            _ => null,
        };
    }

    private static HlsBroadcastStatus Begun(HlsBroadcastStatus status, HlsBroadcastView view, string uid, BroadcastTarget target)
    {
        // Credentials of a later run than was ever recorded: the record was taken away, and that run goes on.
        var (next, issued) = ((status.Runs ?? 0) + 1, view.Unrecorded);
        var run = issued is null ? next : Math.Max(next, RoleSession.Run(uid, issued.SessionName!));
        return status with
        {
            Runs = run,
            StartedAt = view.Now,
            StoppedAt = null,
            EndedAt = null,
            FolderDeletedAt = null,
            Revoked = Live(view.Session is { } last ? [.. view.Former, last] : view.Former, view.Now),
            // None are issued yet. Those in the Secret are recorded next.
            Credentials = new() { SecretName = view.SecretName, RoleArn = target.RoleArn, SessionName = RoleSession.Name(uid, run), LiveUntil = view.Now },
        };
    }

    private static HlsBroadcastStatus Issued(HlsBroadcastStatus status, HlsBroadcastView view, string uid, string roleArn)
    {
        var secret = view.Unrecorded!;
        var issued = new HlsSessionStatus { RoleArn = roleArn, SessionName = secret.SessionName!, LiveUntil = secret.ExpiresAt!.Value + Slack };
        return status.Credentials switch
        {
            null => status with
            {
                Runs = Math.Max(status.Runs ?? 0, RoleSession.Run(uid, issued.SessionName)),
                StartedAt = status.StartedAt ?? view.Now,
                StoppedAt = null,
                Credentials = new() { SecretName = view.SecretName, RoleArn = roleArn, SessionName = issued.SessionName, LiveUntil = issued.LiveUntil },
            },
            { } credentials when credentials.SessionName == issued.SessionName => status with { Credentials = credentials with { LiveUntil = issued.LiveUntil } },
            _ => status with { Revoked = Live([.. view.Former.Where(s => s.SessionName != issued.SessionName), issued], view.Now) },
        };
    }

    /// <summary>Those of the sessions whose credentials may be valid; null when there are none.</summary>
    internal static IReadOnlyList<HlsSessionStatus>? Live(IReadOnlyList<HlsSessionStatus> sessions, DateTimeOffset now) =>
        sessions.Where(s => s.LiveUntil > now).ToList() is { Count: > 0 } live ? live : null;

    // The role is the provider's: a role that somebody has recorded could be any that Onair may assume.
    private static HlsBroadcastStatus Intended(HlsBroadcastStatus status, HlsBroadcastView view, string roleArn)
    {
        var (former, session) = (status.Credentials!, view.Session!);
        var isSame = former.RoleArn == roleArn;
        var until = view.Now + TimeSpan.FromSeconds(view.Spec.Credentials.DurationSeconds) + Slack;
        return status with
        {
            Credentials = former with
            {
                SecretName = view.SecretName,
                RoleArn = roleArn,
                SessionName = session.SessionName,
                LiveUntil = until > session.LiveUntil ? until : session.LiveUntil,
            },
            Revoked = isSame ? status.Revoked : Live([.. view.Former, session], view.Now),
        };
    }

    private static HlsCredentialsStatus? Revoked(HlsCredentialsStatus? credentials, HlsBroadcastView view) =>
        credentials is null ? null : credentials with { ExpiresAt = null, RevokedAt = view.MayBeValid ? view.Now : null };
}
