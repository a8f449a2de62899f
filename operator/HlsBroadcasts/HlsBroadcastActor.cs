using System.Globalization;
using Onair.Api.HlsBroadcasts;
using Onair.Operator.HlsBroadcasts.Credentials;
using Onair.Operator.HlsBroadcasts.Decisions;
using Onair.Operator.HlsBroadcasts.Sessions;
using Onair.Operator.HlsBroadcasts.Viewers;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.HlsBroadcasts;

/// <summary>Does one step.</summary>
internal sealed class HlsBroadcastActor(HlsBroadcastRecorder recorder, CredentialSecrets secrets, BucketDenials denials, ViewerLooks looks)
{
    // Of the credentials' life, the last third is for encoders that have not read the next ones yet.
    private const double RenewAfter = 2.0 / 3;

    public async Task DoAsync(ReconcileStep step, HlsBroadcastRound round, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case HlsBroadcastStep.LookAtSecret look:
                var secret = await secrets.LookAsync(round.Resource, look.Name, cancellationToken);
                round.Learn(v => v with { Secret = secret });
                break;
            case HlsBroadcastStep.RemoveSecret remove:
                await secrets.RemoveAsync(round.Resource, remove.Name, cancellationToken);
                round.Learn(v => v with { Secret = remove.Name == v.SecretName ? new(false) : v.Secret, RemovedSecrets = [.. v.RemovedSecrets, remove.Name] });
                break;
            case HlsBroadcastStep.IntendCredentials:
                await recorder.RecordAsync(step, round, cancellationToken);
                round.Learn(v => v with { IsIntended = true });
                break;
            case HlsBroadcastStep.IssueCredentials:
                await IssueAsync(round, cancellationToken);
                break;
            case HlsBroadcastStep.LookAtPlaylists look:
                var playlists = await round.InS3.LookAsync(look.Whole, cancellationToken);
                round.Learn(v => v with { Playlists = playlists });
                break;
            case HlsBroadcastStep.LookAtDistribution:
                round.Domain = (await looks.DistributionAsync(round.Account!, round.Account!.Aws.DistributionId!, cancellationToken)).DomainName;
                break;
            case HlsBroadcastStep.LookAtViewers:
                var reach = await ReachAsync(round, cancellationToken);
                round.Learn(v => v with { Reach = reach });
                break;
            case HlsBroadcastStep.LookAtPolicy or HlsBroadcastStep.Revoke or HlsBroadcastStep.LiftRevocation:
                await InPolicyAsync(step, round, cancellationToken);
                break;
            case HlsBroadcastStep.EndPlaylist end:
                var isEnded = await round.InS3.EndAsync(end.Playlist, cancellationToken);
                // What was changed meanwhile is looked at again.
                round.Learn(v => v with
                {
                    Playlists = !isEnded ? null : v.Playlists! with { Media = [.. v.Playlists.Media.Select(m => m == end.Playlist ? m with { HasEnded = true } : m)] },
                });
                break;
            case HlsBroadcastStep.DeleteObjects:
                var isEmpty = await round.InS3.DeletePageAsync(cancellationToken);
                round.Learn(v => v with { FolderIsEmpty = isEmpty });
                break;
            default:
                await recorder.RecordAsync(step, round, cancellationToken);
                break;
        }
    }

    // Whatever comes of it, it was asked for: the next attempt records anew until when credentials can be valid.
    private async Task IssueAsync(HlsBroadcastRound round, CancellationToken cancellationToken)
    {
        round.Learn(v => v with { IsIntended = false });
        var (broadcast, folder, session) = (round.Resource, round.Folder!, round.View.Session!.SessionName);
        var lifetime = TimeSpan.FromSeconds(broadcast.Spec.Credentials.DurationSeconds);
        var issued = await CredentialIssuer.IssueAsync(
            round.Account!, round.Target!.RoleArn, session, folder, broadcast.Spec.Credentials.DurationSeconds, cancellationToken);
        var expires = new DateTimeOffset(issued.Expiration!.Value.ToUniversalTime());
        var values = new Dictionary<string, string?>
        {
            ["accessKeyId"] = issued.AccessKeyId,
            ["secretAccessKey"] = issued.SecretAccessKey,
            ["sessionToken"] = issued.SessionToken,
            ["expiration"] = expires.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["bucket"] = folder.Bucket,
            ["path"] = folder.Key,
            ["region"] = round.Account!.Aws.Region,
        };
        if (round.Account.Aws.EndpointUrl is { } endpoint) values["endpointUrl"] = endpoint;
        await secrets.WriteAsync(broadcast, new(true, null, session, expires, expires - (lifetime * (1 - RenewAfter)), round.View.Renew), values, cancellationToken);
        HlsBroadcastMetrics.Issued();
        round.Learn(v => v with { Secret = null });
    }

    // All broadcasts of a bucket, and of a distribution, share the answers of AWS.
    private async Task<ViewerReach> ReachAsync(HlsBroadcastRound round, CancellationToken cancellationToken)
    {
        var (account, folder, playlist) = (round.Account!, round.Folder!, round.Resource.Spec.Playlist);
        if (!round.Resource.Spec.Distribution.Live) return BucketReach.Of(new(round.Url()!), await PolicyAsync(), folder.Location, playlist);
        if (account.Aws.DistributionId is not { } id)
            return ViewerReach.Unsure("spec.aws.distributionUrl of the MediaProvider serves viewers. Set spec.aws.distributionId, too, and Onair checks the distribution.");
        var distribution = await looks.DistributionAsync(account, id, cancellationToken);
        return DistributionReach.Of(distribution, await PolicyAsync(), folder.Location, playlist);

        Task<string?> PolicyAsync() => looks.FindAsync(account, folder.Bucket, () => denials.PolicyAsync(account, folder.Bucket, BucketDenials.LookInterval, cancellationToken));
    }

    private async Task InPolicyAsync(ReconcileStep step, HlsBroadcastRound round, CancellationToken cancellationToken)
    {
        var (account, bucket, view) = (round.Account!, round.Folder!.Bucket, round.View);
        switch (step)
        {
            case HlsBroadcastStep.Revoke { Session: var session }:
                await denials.DenyAsync(account, bucket, Arn(session), session.LiveUntil, cancellationToken);
                HlsBroadcastMetrics.Revoked();
                round.Learn(v => v with { IsDenied = null, Undenied = null });
                break;
            case HlsBroadcastStep.LiftRevocation:
                await denials.LiftAsync(account, bucket, Arn(view.Session!), cancellationToken);
                round.Learn(v => v with { IsDenied = false });
                break;
            default:
                var isWatching = view is { IsRunning: true, IsStopping: false };
                var policy = await denials.PolicyAsync(account, bucket, isWatching ? BucketDenials.LookInterval : TimeSpan.Zero, cancellationToken);
                var isDenied = view.Session is { } own && DenialPolicy.Denies(policy, Arn(own));
                HlsSessionStatus[] undenied = [.. view.Owed.Where(s => !DenialPolicy.Denies(policy, Arn(s)))];
                round.Learn(v => v with { IsDenied = isDenied, Undenied = undenied });
                break;
        }
    }

    private static string Arn(HlsSessionStatus session) => RoleSession.Arn(session.RoleArn, session.SessionName);
}
