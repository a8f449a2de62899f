using Amazon.S3;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Aws;
using Onair.Kubernetes.Client;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ProviderAccess;

namespace Onair.Operator.MediaProviders;

/// <summary>Checks that an account is usable: its credentials are valid and its archive bucket exists.</summary>
internal sealed class AwsProviderCheck(ProviderAccountCache accounts)
{
    public async Task<ProviderCheck> CheckAsync(MediaProvider provider, AwsSpec aws, CancellationToken cancellationToken)
    {
        // Recorded as soon as it is known to be the provider's: streams use the account from then on.
        AccountIdentity? identity = null;
        try
        {
            var (account, found) = await accounts.VerifyAsync(provider, cancellationToken);
            AccountPin.Ensure(provider.Status, found);
            identity = found;
            await account.S3.CallAsync("HeadBucket", (client, ct) => client.HeadBucketAsync(new() { BucketName = aws.ArchiveBucket }, ct), cancellationToken);
            return new(true, "Verified", "The credentials work and the archive bucket exists.", identity.Account, identity.Arn);
        }
        catch (Exception e) when (e is not ApiException and not OperationCanceledException)
        {
            return Of(e, aws) with { Account = identity?.Account, Arn = identity?.Arn };
        }
    }

    /// <summary>What an error of a check means. A pure function.</summary>
    internal static ProviderCheck Of(Exception error, AwsSpec aws)
    {
        if (error is CredentialsException credentials) return ProviderCheck.Of(credentials);
        if (error is AmazonS3Exception { StatusCode: System.Net.HttpStatusCode.NotFound })
            return new(false, "BucketMissing", new Violation("spec.aws.archiveBucket", aws.ArchiveBucket, "the bucket does not exist").ToString());
        var answered = AwsErrorReader.Classify(error);
        return new(false, answered.Kind == AwsErrorKind.AccessDenied ? "AccessDenied" : ProviderCheck.Unreachable, answered.Message);
    }
}
