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

/// <summary>Proves that a provider can be used: its credentials belong to an account, and its archive bucket exists.</summary>
internal sealed class MediaProviderController(
    ProviderAccounts accounts, EntityWriter<MediaProvider> writer, EventRecorder events, TimeProvider time)
    : IEntityController<MediaProvider>
{
    private static readonly TimeSpan Recheck = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    public async Task<ReconciliationResult> ReconcileAsync(MediaProvider entity, CancellationToken ct)
    {
        if (entity.Metadata.DeletionTimestamp is not null)
        {
            accounts.Forget(entity.Metadata.Name!);
            return ReconciliationResult.Done();
        }
        var check = await CheckAsync(entity, ct);
        var before = entity.Status ?? new();
        var after = After(before, check, entity);
        if (Differs(before, after))
        {
            await writer.UpdateStatusAsync(entity.With(after), ct);
            events.Publish(entity, check.Usable ? EventType.Normal : EventType.Warning, check.Reason, check.Message);
        }
        return ReconciliationResult.RequeueAfter(check.Usable ? Recheck : Retry);
    }

    private async Task<Check> CheckAsync(MediaProvider provider, CancellationToken ct)
    {
        if (MediaProviderRules.Check(provider.Case) is { Count: > 0 } violations) return new(false, "Invalid", string.Join("; ", violations));
        try
        {
            var account = await accounts.RefreshAsync(provider, ct);
            var identity = await AwsMetrics.CountAsync(
                provider.Metadata.Name!, "sts", "GetCallerIdentity", () => account.Sts.GetCallerIdentityAsync(new(), ct));
            var bucket = provider.Spec.Aws.ArchiveBucket;
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
                new Violation("spec.aws.archiveBucket", provider.Spec.Aws.ArchiveBucket, "the bucket does not exist").ToString());
        }
        catch (Exception e) when (e is not ApiException and not OperationCanceledException)
        {
            var error = AwsErrors.Classify(e);
            return new(false, error.Kind == AwsErrorKind.AccessDenied ? "AccessDenied" : "Unreachable", error.Message);
        }
    }

    private MediaProviderStatus After(MediaProviderStatus before, Check check, MediaProvider provider)
    {
        var conditions = new Conditions(before.Conditions, provider.Metadata.Generation, time.GetUtcNow());
        conditions.Set(ConditionTypes.Ready, check.Usable, check.Reason, check.Message);
        conditions.Set(ConditionTypes.Reconciling, false, check.Reason, "Nothing is under way.");
        conditions.Set(ConditionTypes.Stalled, !check.Usable, check.Reason, check.Usable ? "Nothing is in the way." : check.Message);
        return before with
        {
            ObservedGeneration = provider.Metadata.Generation,
            Phase = check.Usable ? "Ready" : "Stalled",
            Conditions = conditions.All,
            Region = check.Usable ? provider.Spec.Aws.Region : before.Region,
            AccountId = check.Account ?? before.AccountId,
            Arn = check.Arn ?? before.Arn,
        };
    }

    private static bool Differs(MediaProviderStatus a, MediaProviderStatus b) =>
        a with { Conditions = [] } != b with { Conditions = [] } || !a.Conditions.SequenceEqual(b.Conditions);

    private sealed record Check(bool Usable, string Reason, string Message, string? Account = null, string? Arn = null);
}
