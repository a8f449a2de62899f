using Amazon.S3;
using Amazon.S3.Model;

namespace Onair.Operator.AwsAccounts;

/// <summary>Presigned URLs: until they expire, they let a client without credentials read one object or write one part.</summary>
/// <param name="account">The account whose credentials sign.</param>
/// <param name="expires">When the URLs expire.</param>
internal sealed class UrlSigner(ProviderAccount account, DateTimeOffset expires)
{
    public Task<Uri> GetAsync(S3Location location) => SignAsync(new() { BucketName = location.Bucket, Key = location.Key, Verb = HttpVerb.GET });

    public Task<Uri> PutPartAsync(S3Location location, string uploadId, int number) =>
        SignAsync(new() { BucketName = location.Bucket, Key = location.Key, Verb = HttpVerb.PUT, UploadId = uploadId, PartNumber = number });

    private async Task<Uri> SignAsync(GetPreSignedUrlRequest request)
    {
        request.Expires = expires.UtcDateTime;
        request.Protocol = account.Aws.EndpointUrl?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true ? Protocol.HTTP : Protocol.HTTPS;
        return new(await account.S3.Client.GetPreSignedURLAsync(request));
    }
}
