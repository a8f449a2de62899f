using Amazon.S3;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Aws;
using Onair.Kubernetes;
using Onair.Operator.Metrics;
using Onair.Resources;
using Onair.Resources.MediaProviders;
using EventType = Onair.Kubernetes.EventType;

namespace Onair.Operator.MediaProviders;

/// <summary>
/// Proves that a provider can be used: its credentials belong to an account, and its archive bucket exists. Keeps a deleted one
/// while streams, splits and assets have something in its account, which nobody could delete without it.
/// </summary>
internal sealed class MediaProviderController(
    ProviderAccounts accounts, Informer<LiveStream> streams, Informer<ArchiveSplit> splits, Informer<VideoAsset> assets, EntityWriter<MediaProvider> writer,
    EventRecorder events, TimeProvider time)
    : IEntityController<MediaProvider>
{
    private static readonly TimeSpan Recheck = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    public async Task<ReconciliationResult> ReconcileAsync(MediaProvider entity, CancellationToken ct)
    {
        var deleting = entity.Metadata.DeletionTimestamp is not null;
        var users = deleting && entity.Spec.OnAirGuard ? await UsersAsync(entity, ct) : null;
        if (deleting && users is null)
        {
            accounts.Forget(entity.Metadata.Name!);
            await writer.RemoveFinalizerAsync(entity, Annotations.InUseFinalizer, ct);
            return ReconciliationResult.Done();
        }
        if (!deleting) entity = await writer.AddFinalizerAsync(entity, Annotations.InUseFinalizer, ct);
        var check = await CheckAsync(entity, ct);
        var before = entity.Status ?? new();
        var after = After(before, check, users, entity);
        if (Differs(before, after))
        {
            await writer.UpdateStatusAsync(entity.With(after), ct);
            events.Publish(entity, check.Usable ? EventType.Normal : EventType.Warning, check.Reason, check.Message);
        }
        return ReconciliationResult.RequeueAfter(check.Usable && !deleting ? Recheck : Retry);
    }

    private async Task<string?> UsersAsync(MediaProvider provider, CancellationToken ct)
    {
        await streams.WaitForSyncAsync(ct);
        await splits.WaitForSyncAsync(ct);
        await assets.WaitForSyncAsync(ct);
        return ProviderUse.Of(provider, streams.List(), splits.List(), assets.List());
    }

    private async Task<Check> CheckAsync(MediaProvider provider, CancellationToken ct)
    {
        if (MediaProviderRules.Check(provider.Case) is { Count: > 0 } violations) return new(false, "Invalid", string.Join("; ", violations));
        if (provider.Spec.Aws is not { } aws) return new(true, "Verified", "There is no AWS account to verify.");
        try
        {
            var account = await accounts.RefreshAsync(provider, ct);
            var identity = await AwsMetrics.CountAsync(
                provider.Metadata.Name!, "sts", "GetCallerIdentity", () => account.Sts.GetCallerIdentityAsync(new(), ct));
            var bucket = aws.ArchiveBucket;
            await AwsMetrics.CountAsync(
                provider.Metadata.Name!, "s3", "HeadBucket", () => account.S3.HeadBucketAsync(new() { BucketName = bucket }, ct));
            return new(true, "Verified", "The credentials work and the archive bucket exists.", identity.Account, identity.Arn);
        }
        catch (CredentialsException e)
        {
            return new(false, "CredentialsUnusable", e.Message);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return new(
                false, "BucketMissing",
                new Violation("spec.aws.archiveBucket", aws.ArchiveBucket, "the bucket does not exist").ToString());
        }
        catch (Exception e) when (e is not ApiException and not OperationCanceledException)
        {
            var error = AwsErrors.Classify(e);
            return new(false, error.Kind == AwsErrorKind.AccessDenied ? "AccessDenied" : "Unreachable", error.Message);
        }
    }

    private MediaProviderStatus After(MediaProviderStatus before, Check check, string? users, MediaProvider provider)
    {
        var conditions = new Conditions(before.Conditions, provider.Metadata.Generation, time.GetUtcNow());
        conditions.Set(ConditionTypes.Ready, check.Usable, check.Reason, check.Message);
        if (users is null) conditions.Set(ConditionTypes.Reconciling, false, check.Reason, "Nothing is under way.");
        else conditions.Set(ConditionTypes.Reconciling, true, "InUse", $"Deleted when no LiveStream, ArchiveSplit or VideoAsset has anything in its account any more: {users}. {ProviderUse.WayOut}");
        conditions.Set(ConditionTypes.Stalled, !check.Usable, check.Reason, check.Usable ? "Nothing is in the way." : check.Message);
        return before with
        {
            ObservedGeneration = provider.Metadata.Generation,
            Phase = check.Usable ? "Ready" : "Stalled",
            Conditions = conditions.All,
            Region = check.Usable ? provider.Spec.Aws?.Region ?? before.Region : before.Region,
            AccountId = check.Account ?? before.AccountId,
            Arn = check.Arn ?? before.Arn,
        };
    }

    private static bool Differs(MediaProviderStatus a, MediaProviderStatus b) =>
        a with { Conditions = [] } != b with { Conditions = [] } || !a.Conditions.SequenceEqual(b.Conditions);

    private sealed record Check(bool Usable, string Reason, string Message, string? Account = null, string? Arn = null);
}
