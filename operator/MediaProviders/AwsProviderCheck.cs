using Amazon.S3;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Aws;
using Onair.Kubernetes;

namespace Onair.Operator.MediaProviders;

/// <summary>Checks that an account is usable: its credentials are valid and its archive bucket exists.</summary>
internal sealed class AwsProviderCheck(ProviderAccounts accounts)
{
    public async Task<ProviderCheck> CheckAsync(MediaProvider provider, AwsSpec aws, CancellationToken cancellationToken)
    {
        try
        {
            var account = await accounts.RefreshAsync(provider, cancellationToken);
            var identity = await AwsMetrics.CountAsync(
                provider.Metadata.Name!, "sts", "GetCallerIdentity", () => account.Sts.GetCallerIdentityAsync(new(), cancellationToken));
            await AwsMetrics.CountAsync(
                provider.Metadata.Name!, "s3", "HeadBucket", () => account.S3.HeadBucketAsync(new() { BucketName = aws.ArchiveBucket }, cancellationToken));
            return new(true, "Verified", "The credentials work and the archive bucket exists.", identity.Account, identity.Arn);
        }
        catch (CredentialsException e)
        {
            return new(false, "CredentialsUnusable", e.Message);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return new(false, "BucketMissing", new Violation("spec.aws.archiveBucket", aws.ArchiveBucket, "the bucket does not exist").ToString());
        }
        catch (Exception e) when (e is not ApiException and not OperationCanceledException)
        {
            var error = AwsErrors.Classify(e);
            return new(false, error.Kind == AwsErrorKind.AccessDenied ? "AccessDenied" : "Unreachable", error.Message);
        }
    }
}
