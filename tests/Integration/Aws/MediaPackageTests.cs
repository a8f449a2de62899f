using Amazon.MediaPackage;
using Amazon.MediaPackage.Model;
using Onair.Aws;

namespace Onair.Tests.Integration.Aws;

[Collection(EmulatorCollection.Name)]
public sealed class MediaPackageTests(AwsEmulator emulator)
{
    [Fact]
    public async Task Every_listed_operation_works_against_the_emulator()
    {
        using var client = new AmazonMediaPackageClient(emulator.Credentials, emulator.Configure(new AmazonMediaPackageConfig()));
        var package = CallRecorder<IAmazonMediaPackage>.Around(client, out var called);

        var channel = await package.CreateChannelAsync(new CreateChannelRequest { Id = "pack-1", Description = "first", Tags = new() { ["onair.dev/uid"] = "u-1" } });
        channel.HlsIngest.IngestEndpoints.Count.ShouldBe(2);
        (await package.DescribeChannelAsync(new DescribeChannelRequest { Id = "pack-1" })).Tags["onair.dev/uid"].ShouldBe("u-1");
        (await package.UpdateChannelAsync(new UpdateChannelRequest { Id = "pack-1", Description = "second" })).Description.ShouldBe("second");
        (await package.ConfigureLogsAsync(new ConfigureLogsRequest { Id = "pack-1", EgressAccessLogs = new() { LogGroupName = "/aws/MediaPackage/a" } }))
            .EgressAccessLogs.LogGroupName.ShouldBe("/aws/MediaPackage/a");
        var before = channel.HlsIngest.IngestEndpoints[0];
        var rotated = await package.RotateIngestEndpointCredentialsAsync(new() { Id = "pack-1", IngestEndpointId = before.Id });
        rotated.HlsIngest.IngestEndpoints.Single(e => e.Id == before.Id).Password.ShouldNotBe(before.Password);
        (await package.ListChannelsAsync(new ListChannelsRequest())).Channels.ShouldContain(c => c.Id == "pack-1");

        var endpoint = await package.CreateOriginEndpointAsync(new CreateOriginEndpointRequest
        {
            Id = "pack-1-hls",
            ChannelId = "pack-1",
            StartoverWindowSeconds = 3600,
            HlsPackage = new HlsPackage { SegmentDurationSeconds = 6, PlaylistWindowSeconds = 60 },
        });
        endpoint.Url.ShouldStartWith("http");
        (await package.UpdateOriginEndpointAsync(new() { Id = "pack-1-hls", StartoverWindowSeconds = 7200, HlsPackage = new() { SegmentDurationSeconds = 6 } })).StartoverWindowSeconds.ShouldBe(7200);
        (await package.DescribeOriginEndpointAsync(new() { Id = "pack-1-hls" })).HlsPackage.SegmentDurationSeconds.ShouldBe(6);
        (await package.ListOriginEndpointsAsync(new() { ChannelId = "pack-1" })).OriginEndpoints.ShouldHaveSingleItem().Id.ShouldBe("pack-1-hls");

        await package.TagResourceAsync(new TagResourceRequest { ResourceArn = channel.Arn, Tags = new() { ["a"] = "1", ["b"] = "2" } });
        await package.UntagResourceAsync(new UntagResourceRequest { ResourceArn = channel.Arn, TagKeys = ["a", "onair.dev/uid"] });
        (await package.ListTagsForResourceAsync(new() { ResourceArn = channel.Arn })).Tags.ShouldBe(new Dictionary<string, string> { ["b"] = "2" });

        // The emulator has no harvest jobs and says so with the service's own errors.
        var harvest = await Should.ThrowAsync<UnprocessableEntityException>(() => package.CreateHarvestJobAsync(new CreateHarvestJobRequest
        {
            Id = "job-1",
            OriginEndpointId = "pack-1-hls",
            StartTime = "2026-01-01T00:00:00Z",
            EndTime = "2026-01-01T01:00:00Z",
            S3Destination = new S3Destination { BucketName = "b", ManifestKey = "k", RoleArn = "arn:aws:iam::000000000000:role/r" },
        }));
        AwsErrorReader.Classify(harvest).Kind.ShouldBe(AwsErrorKind.Invalid);
        await Should.ThrowAsync<NotFoundException>(() => package.DescribeHarvestJobAsync(new() { Id = "job-1" }));
        (await package.ListHarvestJobsAsync(new())).HarvestJobs.ShouldBeEmpty();

        await package.DeleteOriginEndpointAsync(new() { Id = "pack-1-hls" });
        await package.DeleteChannelAsync(new() { Id = "pack-1" });
        var gone = await Should.ThrowAsync<NotFoundException>(() => package.DescribeChannelAsync(new() { Id = "pack-1" }));
        AwsErrorReader.Classify(gone).Kind.ShouldBe(AwsErrorKind.NotFound);

        called.ShouldBe(ListedOperations.Of("mediapackage"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_list_is_paged()
    {
        using var client = new AmazonMediaPackageClient(emulator.Credentials, emulator.Configure(new AmazonMediaPackageConfig()));
        string[] ids = ["page-1", "page-2", "page-3"];
        foreach (var id in ids) await client.CreateChannelAsync(new() { Id = id });

        var pages = client.Paginators.ListChannels(new ListChannelsRequest { MaxResults = 1 }).Channels;

        (await pages.Select(c => c.Id).ToListAsync()).ShouldBe(ids, ignoreOrder: true);
        foreach (var id in ids) await client.DeleteChannelAsync(new() { Id = id });
    }

    [Fact]
    public async Task An_id_that_is_taken_is_a_conflict()
    {
        using var client = new AmazonMediaPackageClient(emulator.Credentials, emulator.Configure(new AmazonMediaPackageConfig()));
        await client.CreateChannelAsync(new() { Id = "twice" });

        var exception = await Should.ThrowAsync<AmazonMediaPackageException>(() => client.CreateChannelAsync(new() { Id = "twice" }));

        AwsErrorReader.Classify(exception).Kind.ShouldBe(AwsErrorKind.Conflict);
        await client.DeleteChannelAsync(new() { Id = "twice" });
    }
}
