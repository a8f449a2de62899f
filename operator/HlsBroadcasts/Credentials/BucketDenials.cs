using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.HlsBroadcasts.Credentials;

/// <summary>
/// Revokes the sessions of encoders in the policies of their buckets. A bucket policy is one document without a condition on its write, so one
/// process writes it at a time; what another one overwrites is noticed at the next look.
/// </summary>
internal sealed class BucketDenials(TimeProvider time)
{
    /// <summary>How often a running broadcast's bucket is looked at for the sessions of former runs.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _locks = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<ProviderAccount, ConcurrentDictionary<string, (DateTimeOffset At, string? Policy)>> _seen = [];

    /// <summary>The policy of a bucket; null when it has none.</summary>
    /// <param name="account">The account.</param>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="age">How old the answer may be: all broadcasts of a bucket share it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string?> PolicyAsync(ProviderAccount account, string bucket, TimeSpan age, CancellationToken cancellationToken)
    {
        var seen = _seen.GetOrCreateValue(account);
        if (seen.TryGetValue(bucket, out var last) && time.GetUtcNow() - last.At < age) return last.Policy;
        var policy = await ReadAsync(account, bucket, cancellationToken);
        seen[bucket] = (time.GetUtcNow(), policy);
        return policy;
    }

    /// <summary>Denies a session everything in the bucket, until none of its credentials are valid.</summary>
    public Task DenyAsync(ProviderAccount account, string bucket, string session, DateTimeOffset until, CancellationToken cancellationToken) =>
        WriteAsync(account, bucket, policy => DenialPolicy.With(policy, $"arn:{session.Split(':')[1]}:s3:::{bucket}", session, until, time.GetUtcNow()), cancellationToken);

    /// <summary>Takes the denial of a session out of the policy.</summary>
    public Task LiftAsync(ProviderAccount account, string bucket, string session, CancellationToken cancellationToken) =>
        WriteAsync(account, bucket, policy => policy is null ? null : DenialPolicy.Without(policy, session, time.GetUtcNow()), cancellationToken);

    private async Task WriteAsync(ProviderAccount account, string bucket, Func<string?, string?> change, CancellationToken cancellationToken)
    {
        var gate = _locks.GetOrAdd(bucket, _ => new(1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            var before = await ReadAsync(account, bucket, cancellationToken);
            var after = change(before);
            if (after == before) return;
            if (after is null) await account.S3.CallAsync("DeleteBucketPolicy", (s3, c) => s3.DeleteBucketPolicyAsync(bucket, c), cancellationToken);
            else await account.S3.CallAsync("PutBucketPolicy", (s3, c) => s3.PutBucketPolicyAsync(bucket, after, c), cancellationToken);
        }
        finally
        {
            // Whatever came of it.
            _seen.GetOrCreateValue(account).TryRemove(bucket, out _);
            gate.Release();
        }
    }

    /// <summary>The policy; null when the bucket has none.</summary>
    private static async Task<string?> ReadAsync(ProviderAccount account, string bucket, CancellationToken cancellationToken)
    {
        try
        {
            var found = await account.S3.CallAsync(
                "GetBucketPolicy", (s3, c) => s3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = bucket }, c), cancellationToken);
            if (found.HttpStatusCode == HttpStatusCode.OK) return found.Policy;
            // The client returns this error as if it were the policy.
            if (found.Policy?.Contains("NoSuchBucketPolicy", StringComparison.Ordinal) == true) return null;
            throw new AmazonS3Exception($"S3 answered {(int)found.HttpStatusCode} when asked for the policy of bucket \"{bucket}\"") { StatusCode = found.HttpStatusCode };
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchBucketPolicy")
        {
            return null;
        }
    }
}
