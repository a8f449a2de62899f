using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Onair.Aws;

namespace Onair.Tests.Integration.Aws;

[Collection(EmulatorCollection.Name)]
public sealed class CloudFrontTests(AwsEmulator emulator)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Every_listed_operation_works_against_the_emulator()
    {
        using var client = new AmazonCloudFrontClient(emulator.Credentials, emulator.Configure(new AmazonCloudFrontConfig()));
        var cloudFront = CallRecorder<IAmazonCloudFront>.Around(client, out var called);

        var plain = await cloudFront.CreateDistributionAsync(new CreateDistributionRequest { DistributionConfig = Config("first", enabled: false) });
        var tagged = await cloudFront.CreateDistributionWithTagsAsync(new CreateDistributionWithTagsRequest
        {
            DistributionConfigWithTags = new() { DistributionConfig = Config("second", enabled: true), Tags = new() { Items = [new() { Key = "onair.dev/uid", Value = "u-1" }] } },
        });
        var (id, arn) = (tagged.Distribution.Id, tagged.Distribution.ARN);
        (await client.Paginators.ListDistributions(new() { MaxItems = "1" }).Items.Select(d => d.Id).ToListAsync())
            .ShouldBeSubsetOf((await cloudFront.ListDistributionsAsync(new())).DistributionList.Items.Select(d => d.Id));

        await cloudFront.TagResourceAsync(new() { Resource = arn, Tags = new() { Items = [new() { Key = "a", Value = "1" }] } });
        await cloudFront.UntagResourceAsync(new() { Resource = arn, TagKeys = new() { Items = ["onair.dev/uid"] } });
        var tags = await cloudFront.ListTagsForResourceAsync(new() { Resource = arn });
        tags.Tags.Items.ShouldHaveSingleItem().Key.ShouldBe("a");

        var invalidation = await cloudFront.CreateInvalidationAsync(new()
        {
            DistributionId = id,
            InvalidationBatch = new() { CallerReference = "now", Paths = new() { Quantity = 1, Items = ["/out/v1/*"] } },
        });
        (await cloudFront.GetInvalidationAsync(new() { DistributionId = id, Id = invalidation.Invalidation.Id }))
            .Invalidation.InvalidationBatch.Paths.Items.ShouldBe(["/out/v1/*"]);

        var read = await cloudFront.GetDistributionConfigAsync(new() { Id = id });
        read.DistributionConfig.Enabled = false;
        var updated = await cloudFront.UpdateDistributionAsync(new() { Id = id, IfMatch = read.ETag, DistributionConfig = read.DistributionConfig });
        var stale = await Should.ThrowAsync<PreconditionFailedException>(
            () => cloudFront.UpdateDistributionAsync(new() { Id = id, IfMatch = read.ETag, DistributionConfig = read.DistributionConfig }));
        AwsErrorReader.Classify(stale).Kind.ShouldBe(AwsErrorKind.PreconditionFailed);

        await DeleteAsync(cloudFront, id, updated.ETag);
        await DeleteAsync(cloudFront, plain.Distribution.Id, plain.ETag);
        var gone = await Should.ThrowAsync<NoSuchDistributionException>(() => cloudFront.GetDistributionAsync(new() { Id = id }));
        AwsErrorReader.Classify(gone).Kind.ShouldBe(AwsErrorKind.NotFound);

        called.ShouldBe(ListedOperations.Of("cloudfront"), ignoreOrder: true);
    }

    private static async Task DeleteAsync(IAmazonCloudFront cloudFront, string id, string etag)
    {
        await Eventually.EqualAsync(async () => (await cloudFront.GetDistributionAsync(new() { Id = id })).Distribution.Status, "Deployed", Limit);
        await cloudFront.DeleteDistributionAsync(new() { Id = id, IfMatch = etag });
    }

    private static DistributionConfig Config(string reference, bool enabled) => new()
    {
        CallerReference = reference,
        Comment = "tests & <escapes>",
        Enabled = enabled,
        Origins = new()
        {
            Quantity = 1,
            Items =
            [
                new()
                {
                    Id = "package",
                    DomainName = "package.example.com",
                    CustomOriginConfig = new() { HTTPPort = 80, HTTPSPort = 443, OriginProtocolPolicy = OriginProtocolPolicy.HttpsOnly },
                },
            ],
        },
        DefaultCacheBehavior = new()
        {
            TargetOriginId = "package",
            ViewerProtocolPolicy = ViewerProtocolPolicy.RedirectToHttps,
            MinTTL = 0,
            ForwardedValues = new()
            {
                QueryString = true,
                Cookies = new() { Forward = ItemSelection.None },
                QueryStringCacheKeys = new() { Quantity = 2, Items = ["m", "start"] },
            },
        },
    };
}
