using Amazon.CloudFront;
using Amazon.IVS;
using Amazon.MediaLive;
using Amazon.MediaPackage;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Onair.Aws;

namespace Onair.Tests.Integration.Aws;

/// <summary>The emulator checks signatures with code of its own: who does not know the secret gets nothing.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class SignatureTests(AwsEmulator emulator)
{
    private static readonly string[] Refusals = ["SignatureDoesNotMatch", "InvalidSignatureException"];

    [Fact]
    public async Task A_wrong_secret_is_refused_by_every_service()
    {
        using var live = new AmazonMediaLiveClient(emulator.WrongSecret, emulator.Configure(new AmazonMediaLiveConfig()));
        using var package = new AmazonMediaPackageClient(emulator.WrongSecret, emulator.Configure(new AmazonMediaPackageConfig()));
        using var cloudFront = new AmazonCloudFrontClient(emulator.WrongSecret, emulator.Configure(new AmazonCloudFrontConfig()));
        using var ivs = new AmazonIVSClient(emulator.WrongSecret, emulator.Configure(new AmazonIVSConfig()));
        using var s3 = new AmazonS3Client(emulator.WrongSecret, emulator.Configure(new AmazonS3Config { ForcePathStyle = true }));
        using var sts = new AmazonSecurityTokenServiceClient(emulator.WrongSecret, emulator.Configure(new AmazonSecurityTokenServiceConfig()));

        await RefusedAsync(() => live.ListChannelsAsync(new()));
        await RefusedAsync(() => package.ListChannelsAsync(new()));
        await RefusedAsync(() => cloudFront.ListDistributionsAsync(new()));
        await RefusedAsync(() => ivs.ListChannelsAsync(new()));
        await RefusedAsync(() => s3.ListBucketsAsync());
        await RefusedAsync(() => sts.GetCallerIdentityAsync(new()));
    }

    private static async Task RefusedAsync(Func<Task> call)
    {
        var exception = await Should.ThrowAsync<AmazonServiceException>(call);
        Refusals.ShouldContain(exception.ErrorCode);
        AwsErrorReader.Classify(exception).Kind.ShouldBe(AwsErrorKind.AccessDenied);
    }
}
