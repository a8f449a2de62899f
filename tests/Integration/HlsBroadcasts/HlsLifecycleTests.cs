using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.HlsBroadcasts;

/// <summary>What becomes of an HlsBroadcast with a real API server and the emulator's STS and S3.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class HlsLifecycleTests(HlsRig rig) : IClassFixture<HlsRig>
{
    private const string Playlist = "#EXTM3U\n#EXTINF:2,\n1.ts\n";

    [Fact]
    public async Task An_encoder_uploads_to_its_folder_until_the_stop()
    {
        var broadcast = await rig.CreateReadyAsync("keynote");
        var other = await rig.CreateReadyAsync("other");
        broadcast.Recorded.Folder.ShouldBe($"s3://broadcasts/hls/{rig.Name}/keynote/{broadcast.Uid}");
        broadcast.Recorded.Playback!.Url.ShouldEndWith($"/broadcasts/hls/{rig.Name}/keynote/{broadcast.Uid}/index.m3u8");
        using var encoder = await rig.EncoderAsync(broadcast);

        await HlsRig.UploadAsync(encoder, broadcast, "1.ts", "segment");
        await HlsRig.UploadAsync(encoder, broadcast, "index.m3u8", Playlist);

        await rig.UntilAsync("keynote", b => b.Is(HlsBroadcastConditions.Receiving), "Receiving");
        await DeniedAsync(() => HlsRig.UploadAsync(encoder, other, "1.ts", "segment"));
        await DeniedAsync(() => encoder.GetObjectAsync(HlsRig.Broadcasts, HlsRig.KeyOf(broadcast, "1.ts")));
        await DeniedAsync(() => encoder.ListObjectsV2Async(new() { BucketName = HlsRig.Broadcasts }));
        var secret = await rig.SecretAsync(broadcast);
        await ShouldNotTellAsync("keynote", secret["secretAccessKey"], secret["sessionToken"], secret["accessKeyId"]);

        var stopped = await rig.StopAsync("keynote");

        await DeniedAsync(() => HlsRig.UploadAsync(encoder, broadcast, "index.m3u8", Playlist));
        (await rig.ReadAsync(broadcast, "index.m3u8")).ShouldBe(Playlist + "#EXT-X-ENDLIST\n");
        stopped.Recorded.Credentials!.RevokedAt.ShouldNotBeNull();
        using var others = await rig.EncoderAsync(other);
        await HlsRig.UploadAsync(others, other, "1.ts", "segment");
        foreach (var name in (string[])["keynote", "other"]) await rig.DeleteAndWaitAsync(name);
    }

    [Fact]
    public async Task A_broadcast_that_the_distribution_serves_plays_and_says_so()
    {
        var broadcast = await rig.CreateReadyAsync("shown", s => (s.Bucket, s.Distribution) = (HlsRig.Distributed, new() { Live = true }));
        broadcast.Recorded.Conditions.ShouldContain(c => c.Type == HlsBroadcastConditions.Distributed && c.Status == ConditionStatus.True);
        var secret = await rig.SecretAsync(broadcast);
        using var encoder = await rig.EncoderAsync(broadcast);

        await encoder.PutObjectAsync(new() { BucketName = HlsRig.Distributed, Key = $"{secret["path"]}/index.m3u8", ContentBody = Playlist });

        await rig.UntilAsync("shown", b => b.Is(HlsBroadcastConditions.Receiving), "Receiving");
        (await rig.Streams.EventAsync("shown", "Receiving")).ShouldStartWith("The playlist is in the bucket. Viewers can play http");
        using var viewer = new HttpClient();
        (await viewer.GetStringAsync(new Uri($"{rig.Emulator.Url.TrimEnd('/')}/cloudfront/{HlsRig.DistributionId}{new Uri(broadcast.Recorded.Playback!.Url!).AbsolutePath}"))).ShouldBe(Playlist);
        await rig.DeleteAndWaitAsync("shown");
    }

    [Theory]
    [InlineData(false, "NotPublic")]
    [InlineData(true, "NotDistributed")]
    public async Task A_broadcast_that_answers_403_is_not_called_playable(bool live, string reason)
    {
        var name = $"hidden-{live}".ToLowerInvariant();
        // A bucket without a policy. The distribution sends the folder to another one.
        var broadcast = await rig.CreateReadyAsync(name, s => (s.Bucket, s.Distribution) = (HlsRig.Hidden, new() { Live = live }));
        var secret = await rig.SecretAsync(broadcast);
        using var encoder = await rig.EncoderAsync(broadcast);

        await encoder.PutObjectAsync(new() { BucketName = HlsRig.Hidden, Key = $"{secret["path"]}/index.m3u8", ContentBody = Playlist });

        var seen = await rig.UntilAsync(name, b => b.Is(HlsBroadcastConditions.Receiving), "Receiving");
        var distributed = seen.Recorded.Conditions.Single(c => c.Type == HlsBroadcastConditions.Distributed);
        (distributed.Status, distributed.Reason).ShouldBe((ConditionStatus.False, reason));
        (await rig.Streams.EventAsync(name, "Receiving")).ShouldStartWith("The playlist is in the bucket, but viewers cannot reach it. ");
        await rig.Streams.EventAsync(name, reason);
        await rig.DeleteAndWaitAsync(name);
    }

    [Fact]
    public async Task The_documented_command_turns_the_Secret_into_the_environment_of_the_encoder()
    {
        var broadcast = await rig.CreateReadyAsync("environment");
        var secret = await rig.SecretAsync(broadcast);
        var documented = (await DocumentedCommands.ReadAsync("s3-broadcasts.md"))["Uploading"][0].Replace("keynote-credentials", "environment-credentials", StringComparison.Ordinal);

        var told = (await rig.ShellAsync($"{documented}\nprintenv AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_REGION AWS_ENDPOINT_URL BUCKET FOLDER", Path.GetTempPath()))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        told.ShouldBe([.. new[] { "accessKeyId", "secretAccessKey", "sessionToken", "region", "endpointUrl", "bucket", "path" }.Select(entry => secret[entry])]);
        await rig.DeleteAndWaitAsync("environment");
    }

    [Fact]
    public async Task A_bucket_policy_of_others_is_kept_and_completed()
    {
        using var s3 = rig.S3();
        const string Theirs = """{"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::broadcasts/hls/*"}]}""";
        await s3.PutBucketPolicyAsync(HlsRig.Broadcasts, Theirs);
        var broadcast = await rig.CreateReadyAsync("policy");
        using var encoder = await rig.EncoderAsync(broadcast);
        await rig.StopAsync("policy");
        var both = (await s3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = HlsRig.Broadcasts })).Policy;
        both.ShouldContain("Theirs");
        both.ShouldContain($"onair-{broadcast.Uid}-1");

        await s3.PutBucketPolicyAsync(HlsRig.Broadcasts, Theirs);

        await Eventually.ShouldBeAsync(
            async () => (await s3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = HlsRig.Broadcasts })).Policy.Contains($"onair-{broadcast.Uid}-1", StringComparison.Ordinal),
            () => $"the session is denied again\n{rig.Operator.Tail()}");
        await DeniedAsync(() => HlsRig.UploadAsync(encoder, broadcast, "1.ts", "segment"));
        await rig.DeleteAndWaitAsync("policy");
        await s3.DeleteBucketPolicyAsync(HlsRig.Broadcasts);
    }

    [Fact]
    public async Task A_second_run_has_another_session()
    {
        var first = await rig.CreateReadyAsync("again");
        using var former = await rig.EncoderAsync(first);
        await rig.StopAsync("again");

        await rig.SetAsync("again", HlsBroadcastState.Running);
        var second = await rig.ReadyAsync("again");

        second.Recorded.Folder.ShouldBe(first.Recorded.Folder);
        second.Recorded.Credentials!.SessionName.ShouldBe($"onair-{second.Uid}-2");
        using var encoder = await rig.EncoderAsync(second);
        await HlsRig.UploadAsync(encoder, second, "index.m3u8", Playlist);
        await DeniedAsync(() => HlsRig.UploadAsync(former, second, "index.m3u8", Playlist));
        await rig.DeleteAndWaitAsync("again");
    }

    [Fact]
    public async Task A_deletion_takes_the_folder_along_when_it_is_declared()
    {
        var broadcast = await rig.CreateReadyAsync("gone", s => s.DeletionPolicy = DeletionPolicy.Delete);
        using var encoder = await rig.EncoderAsync(broadcast);
        await HlsRig.UploadAsync(encoder, broadcast, "720/1.ts", "segment");

        await rig.DeleteAndWaitAsync("gone");

        using var s3 = rig.S3();
        ((await s3.ListObjectsV2Async(new() { BucketName = HlsRig.Broadcasts, Prefix = HlsRig.KeyOf(broadcast, "") })).S3Objects ?? []).ShouldBeEmpty();
        await DeniedAsync(() => HlsRig.UploadAsync(encoder, broadcast, "720/1.ts", "segment"));
    }

    [Fact]
    public async Task A_deleted_or_edited_Secret_has_credentials_again_at_once()
    {
        var broadcast = await rig.CreateReadyAsync("kept");

        await OwnedSecret.DeleteAsync(rig, broadcast.SecretName);
        await OwnedSecret.EditAsync(rig, broadcast.SecretName, "secretAccessKey");

        await rig.ReadyAsync("kept");
        using var encoder = await rig.EncoderAsync(broadcast);
        await HlsRig.UploadAsync(encoder, broadcast, "720/1.ts", "segment");
        await rig.DeleteAndWaitAsync("kept");
    }

    [Fact]
    public async Task A_Secret_of_others_is_not_written()
    {
        await rig.CreateSecretAsync("taken", ("password", "theirs"));

        await rig.CreateAsync("taking", s => s.Credentials = new() { SecretName = "taken" });

        var stalled = await rig.UntilAsync("taking", b => b.Is(ConditionTypes.Stalled), "Stalled");
        stalled.Recorded.Conditions.Single(c => c.Type == ConditionTypes.Stalled).Message
            .ShouldBe("spec.credentials.secretName: Secret \"taken\" exists and belongs to something else; delete it, or name another");
        await rig.DeleteAndWaitAsync("taking");
    }

    private async Task ShouldNotTellAsync(string name, params string[] secrets)
    {
        var told = JsonSerializer.Serialize((await rig.FindAsync(name))!, OnairJsonContext.Default.HlsBroadcast)
            + await rig.Plane.KubectlAsync("get", "events", "--namespace", rig.Name, "--output=json")
            + rig.Operator.Tail(10_000);
        foreach (var secret in secrets) told.ShouldNotContain(secret);
    }

    private static async Task DeniedAsync(Func<Task> act) => (await Should.ThrowAsync<AmazonS3Exception>(act)).ErrorCode.ShouldBe("AccessDenied");
}
