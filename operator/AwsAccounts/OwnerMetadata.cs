using System.Net;
using Amazon.S3;

namespace Onair.Operator.AwsAccounts;

/// <summary>The metadata by which an object in S3 says whose it is: nobody but who may write to the bucket can forge that.</summary>
internal static class OwnerMetadata
{
    /// <summary>Name of the metadata: the value is the uid of the resource that it was written for.</summary>
    public const string Name = "onair-uid";

    /// <summary>Whether an object exists, and the uid in its metadata.</summary>
    public static async Task<(bool IsThere, string? Uid)> LookAsync(ProviderAccount account, S3Location location, CancellationToken cancellationToken)
    {
        try
        {
            var found = await account.S3.CallAsync("HeadObject", (s3, c) => s3.GetObjectMetadataAsync(location.Bucket, location.Key, c), cancellationToken);
            return (true, found.Metadata[Name]);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return (false, null);
        }
    }
}
