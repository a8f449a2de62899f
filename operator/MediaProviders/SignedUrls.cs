using Amazon.S3;
using Amazon.S3.Model;

namespace Onair.Operator.MediaProviders;

/// <summary>URLs with which somebody without credentials reads these objects and writes this upload, and nothing else, until they expire.</summary>
/// <param name="account">Whose credentials sign.</param>
/// <param name="expires">When they end.</param>
internal sealed class SignedUrls(ProviderAccount account, DateTimeOffset expires)
{
    public Task<Uri> GetAsync(S3Location location) => SignAsync(new() { BucketName = location.Bucket, Key = location.Key, Verb = HttpVerb.GET });

    public Task<Uri> PutPartAsync(S3Location location, string uploadId, int number) =>
        SignAsync(new() { BucketName = location.Bucket, Key = location.Key, Verb = HttpVerb.PUT, UploadId = uploadId, PartNumber = number });

    private async Task<Uri> SignAsync(GetPreSignedUrlRequest request)
    {
        request.Expires = expires.UtcDateTime;
        request.Protocol = account.Aws.EndpointUrl?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true ? Protocol.HTTP : Protocol.HTTPS;
        return new(await account.S3.GetPreSignedURLAsync(request));
    }
}
