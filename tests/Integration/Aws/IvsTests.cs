using System.Security.Cryptography;
using Amazon.IVS;
using Amazon.IVS.Model;
using Onair.Aws;

namespace Onair.Tests.Integration.Aws;

[Collection(EmulatorCollection.Name)]
public sealed class IvsTests(AwsEmulator emulator)
{
    [Fact]
    public async Task Every_listed_operation_works_against_the_emulator()
    {
        using var client = new AmazonIVSClient(emulator.Credentials, emulator.Configure(new AmazonIVSConfig()));
        var ivs = CallRecorder<IAmazonIVS>.Around(client, out var called);

        var recording = (await ivs.CreateRecordingConfigurationAsync(new() { DestinationConfiguration = new() { S3 = new() { BucketName = AwsEmulator.Bucket } } })).RecordingConfiguration;
        (await ivs.GetRecordingConfigurationAsync(new() { Arn = recording.Arn })).RecordingConfiguration.State.ShouldBe(RecordingConfigurationState.ACTIVE);
        (await ivs.ListRecordingConfigurationsAsync(new())).RecordingConfigurations.ShouldContain(r => r.Arn == recording.Arn);

        var created = await ivs.CreateChannelAsync(new() { Name = "ivs-1", RecordingConfigurationArn = recording.Arn, Tags = new() { ["onair.dev/uid"] = "u-1" } });
        var (arn, key) = (created.Channel.Arn, created.StreamKey);
        key.Value.ShouldStartWith("sk_us-east-1_");
        (await ivs.GetChannelAsync(new() { Arn = arn })).Channel.PlaybackUrl.ShouldStartWith(emulator.Url + "/api/video/v1/");
        (await ivs.UpdateChannelAsync(new() { Arn = arn, Type = ChannelType.BASIC, RecordingConfigurationArn = "" })).Channel.Type.ShouldBe(ChannelType.BASIC);
        (await ivs.ListChannelsAsync(new() { FilterByName = "ivs-1" })).Channels.ShouldHaveSingleItem().Tags["onair.dev/uid"].ShouldBe("u-1");

        (await ivs.ListStreamKeysAsync(new() { ChannelArn = arn })).StreamKeys.ShouldHaveSingleItem().Arn.ShouldBe(key.Arn);
        (await ivs.GetStreamKeyAsync(new() { Arn = key.Arn })).StreamKey.Value.ShouldBe(key.Value);
        var batch = await ivs.BatchGetStreamKeyAsync(new() { Arns = [key.Arn, key.Arn + "x"] });
        (batch.StreamKeys.ShouldHaveSingleItem().Arn, batch.Errors.ShouldHaveSingleItem().Arn).ShouldBe((key.Arn, key.Arn + "x"));
        var full = await Should.ThrowAsync<ServiceQuotaExceededException>(() => ivs.CreateStreamKeyAsync(new() { ChannelArn = arn }));
        AwsErrorReader.Classify(full).Kind.ShouldBe(AwsErrorKind.LimitExceeded);
        await ivs.DeleteStreamKeyAsync(new() { Arn = key.Arn });
        (await ivs.CreateStreamKeyAsync(new() { ChannelArn = arn })).StreamKey.Value.ShouldNotBe(key.Value);

        // Streams with media: IvsMediaTests.
        await Should.ThrowAsync<ChannelNotBroadcastingException>(() => ivs.GetStreamAsync(new() { ChannelArn = arn }));
        var offline = await Should.ThrowAsync<ChannelNotBroadcastingException>(() => ivs.StopStreamAsync(new() { ChannelArn = arn }));
        offline.Message.ShouldContain("is not broadcasting");
        (await ivs.ListStreamsAsync(new())).Streams.ShouldNotContain(s => s.ChannelArn == arn);

        await ivs.TagResourceAsync(new() { ResourceArn = arn, Tags = new() { ["a"] = "1", ["b"] = "2" } });
        await ivs.UntagResourceAsync(new() { ResourceArn = arn, TagKeys = ["a", "onair.dev/uid"] });
        (await ivs.ListTagsForResourceAsync(new() { ResourceArn = arn })).Tags.ShouldBe(new Dictionary<string, string> { ["b"] = "2" });

        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var imported = (await ivs.ImportPlaybackKeyPairAsync(new() { PublicKeyMaterial = pair.ExportSubjectPublicKeyInfoPem(), Name = "viewers" })).KeyPair;
        (await ivs.GetPlaybackKeyPairAsync(new() { Arn = imported.Arn })).KeyPair.Fingerprint.ShouldBe(imported.Fingerprint);
        (await ivs.ListPlaybackKeyPairsAsync(new())).KeyPairs.ShouldContain(k => k.Arn == imported.Arn && k.Name == "viewers");
        await ivs.DeletePlaybackKeyPairAsync(new() { Arn = imported.Arn });

        await ivs.DeleteChannelAsync(new() { Arn = arn });
        await ivs.DeleteRecordingConfigurationAsync(new() { Arn = recording.Arn });
        var gone = await Should.ThrowAsync<ResourceNotFoundException>(() => ivs.GetChannelAsync(new() { Arn = arn }));
        AwsErrorReader.Classify(gone).Kind.ShouldBe(AwsErrorKind.NotFound);
        called.ShouldBe(ListedOperations.Of("ivs"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_list_is_paged()
    {
        using var client = new AmazonIVSClient(emulator.Credentials, emulator.Configure(new AmazonIVSConfig()));
        var arns = new List<string>();
        for (var i = 0; i < 3; i++) arns.Add((await client.CreateChannelAsync(new() { Name = "paged" })).Channel.Arn);

        var pages = client.Paginators.ListChannels(new() { FilterByName = "paged", MaxResults = 1 }).Channels;

        (await pages.Select(c => c.Arn).ToListAsync()).ShouldBe(arns, ignoreOrder: true);
        foreach (var arn in arns) await client.DeleteChannelAsync(new() { Arn = arn });
    }
}
