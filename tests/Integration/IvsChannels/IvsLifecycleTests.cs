using System.Text.Json;
using Amazon.IVS.Model;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.IvsChannels;

/// <summary>What becomes of an IvsChannel with a real API server and the emulator's IVS.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class IvsLifecycleTests(IvsRig rig) : IClassFixture<IvsRig>
{
    [Fact]
    public async Task A_channel_is_made_as_declared_and_says_where_to_push_and_to_play()
    {
        var channel = await rig.CreateReadyAsync("lobby", s =>
            (s.Type, s.LatencyMode, s.InsecureIngest, s.Recording) = (IvsChannelType.Basic, IvsLatencyMode.Normal, true, new() { ReconnectWindowSeconds = 60, ThumbnailIntervalSeconds = 10 }));

        var resources = channel.Recorded.Resources;
        var made = (await rig.Account.Ivs.GetChannelAsync(new() { Arn = resources.ChannelArn })).Channel;
        (made.Name, made.Type.Value, made.LatencyMode.Value, made.InsecureIngest, made.Authorized).ShouldBe(($"onair-{rig.Name}-lobby", "BASIC", "NORMAL", true, false));
        made.RecordingConfigurationArn.ShouldBe(resources.RecordingConfigurationArn);
        made.Tags[Tags.Resource].ShouldBe($"IvsChannel/{rig.Name}/lobby");
        var recording = (await rig.Account.Ivs.GetRecordingConfigurationAsync(new() { Arn = resources.RecordingConfigurationArn })).RecordingConfiguration;
        (recording.DestinationConfiguration.S3.BucketName, recording.RecordingReconnectWindowSeconds, recording.ThumbnailConfiguration.TargetIntervalSeconds)
            .ShouldBe(("onair-archive", 60, 10));
        channel.Recorded.Playback!.Url.ShouldBe(made.PlaybackUrl);
        channel.Recorded.Ingest!.Endpoint.ShouldBe(made.IngestEndpoint);
        var columns = await rig.Plane.KubectlAsync("get", "ivs", "lobby", "--namespace", rig.Name, "--output=wide");
        columns.ShouldContain(made.PlaybackUrl);
        columns.ShouldContain(made.IngestEndpoint);
        var key = (await rig.Account.Ivs.GetStreamKeyAsync(new() { Arn = resources.StreamKeyArn })).StreamKey.Value;
        (await rig.SecretAsync(channel, "streamKey")).ShouldBe(key);
        var url = new Uri(await rig.SecretAsync(channel, "url"));
        (url.Scheme, url.AbsolutePath).ShouldBe(("rtmps", $"/app/{key}"));

        await rig.LiveAsync("lobby");
        await rig.PushAsync(channel, false);
        await rig.UntilAsync("lobby", c => !c.Is(IvsChannelConditions.Live), "not Live");
        await ShouldNotTellAsync(channel, key);
        await rig.DeleteAndWaitAsync("lobby");
        (await rig.Account.OwnedInIvsAsync(channel.Uid)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_is_told_with_its_id_and_health_and_its_end()
    {
        await rig.CreateReadyAsync("told");

        var live = await rig.LiveAsync("told");

        live.Recorded.Phase.ShouldBe("Live");
        live.Recorded.Stream!.Id.ShouldStartWith("st-");
        live.Recorded.Stream.Health.ShouldBe("HEALTHY");
        live.Recorded.Stream.StartedAt.ShouldNotBeNull();
        (await rig.Operator.MetricsAsync()).ShouldMatch("onair_ivschannels_live\\{health=\"HEALTHY\"\\} [1-9]");
        await rig.PushAsync(live, false);
        (await rig.UntilAsync("told", c => !c.Is(IvsChannelConditions.Live), "not Live")).Recorded.Stream.ShouldBeNull();
        await rig.DeleteAndWaitAsync("told");
    }

    [Fact]
    public async Task An_edit_during_a_stream_waits_for_its_end()
    {
        var channel = await rig.CreateReadyAsync("edited", s => s.Recording = new());
        await rig.LiveAsync("edited");

        await rig.PatchAsync("edited", """{"spec": {"latencyMode": "Normal", "recording": {"bucket": "talks"}}}""");
        var pending = await rig.UntilAsync("edited", c => c.Is(IvsChannelConditions.ChangesPending), "ChangesPending");

        pending.Recorded.Conditions.Single(c => c.Type == IvsChannelConditions.ChangesPending).Message
            .ShouldBe("These changes wait until the stream ends: spec.latencyMode, spec.recording");
        pending.Is(IvsChannelConditions.Live).ShouldBeTrue();
        (await rig.Account.Ivs.GetStreamAsync(new() { ChannelArn = channel.Recorded.Resources.ChannelArn })).Stream.State.Value.ShouldBe("LIVE");
        await rig.PushAsync(channel, false);
        var after = await rig.UntilAsync(
            "edited", c => !c.Is(IvsChannelConditions.ChangesPending) && c.Recorded.Resources is { FormerRecordingConfigurationArn: null }, "applied");
        var made = (await rig.Account.Ivs.GetChannelAsync(new() { Arn = channel.Recorded.Resources.ChannelArn })).Channel;
        (made.LatencyMode.Value, made.RecordingConfigurationArn).ShouldBe(("NORMAL", after.Recorded.Resources.RecordingConfigurationArn));
        (await rig.Account.OwnedInIvsAsync(channel.Uid)).Count.ShouldBe(3);
        await rig.DeleteAndWaitAsync("edited");
    }

    [Fact]
    public async Task A_stream_key_that_was_reset_is_in_the_Secret()
    {
        var channel = await rig.CreateReadyAsync("reset");
        await rig.Account.Ivs.DeleteStreamKeyAsync(new() { Arn = channel.Recorded.Resources.StreamKeyArn });
        var other = (await rig.Account.Ivs.CreateStreamKeyAsync(new() { ChannelArn = channel.Recorded.Resources.ChannelArn })).StreamKey;

        // Any edit has everything compared.
        await rig.PatchAsync("reset", """{"spec": {"onAirGuard": true}}""");

        await rig.UntilAsync("reset", c => c.Recorded.Resources.StreamKeyArn == other.Arn, "the other key is recorded");
        await rig.ReadyAsync("reset");
        (await rig.SecretAsync(channel, "streamKey")).ShouldBe(other.Value);
        await rig.DeleteAndWaitAsync("reset");
    }

    [Fact]
    public async Task Changes_by_others_are_reverted()
    {
        var channel = await rig.CreateReadyAsync("drift");
        await rig.Account.Ivs.UpdateChannelAsync(new() { Arn = channel.Recorded.Resources.ChannelArn, Authorized = true, Name = "mine" });

        await rig.PatchAsync("drift", """{"spec": {"onAirGuard": true}}""");

        await rig.UntilAsync("drift", c => c.Recorded.ObservedGeneration == c.Metadata.Generation, "compared");
        var made = (await rig.Account.Ivs.GetChannelAsync(new() { Arn = channel.Recorded.Resources.ChannelArn })).Channel;
        (made.Authorized, made.Name).ShouldBe((false, $"onair-{rig.Name}-drift"));
        await rig.DeleteAndWaitAsync("drift");
    }

    [Fact]
    public async Task A_second_IvsChannel_adopts_retained_resources()
    {
        var first = await rig.CreateReadyAsync("first", s => s.DeletionPolicy = DeletionPolicy.Retain);
        var arn = first.Recorded.Resources.ChannelArn!;
        await rig.DeleteAndWaitAsync("first");
        (await rig.Account.Ivs.GetChannelAsync(new() { Arn = arn })).Channel.Tags.ShouldNotContainKey(Tags.Uid);

        await rig.PermitAdoptionAsync(arn);
        var second = await rig.CreateReadyAsync("second", adopt: $$"""{"channelArn": "{{arn}}"}""");

        second.Recorded.Resources.ChannelArn.ShouldBe(arn);
        second.Recorded.Resources.StreamKeyArn.ShouldBe(first.Recorded.Resources.StreamKeyArn);
        second.Recorded.StreamKeySecretRef.ShouldBeNull("the key is for those who have it");
        await rig.DeleteAndWaitAsync("second");
        await Should.ThrowAsync<ResourceNotFoundException>(() => rig.Account.Ivs.GetChannelAsync(new() { Arn = arn }));
    }

    [Fact]
    public async Task A_deleted_or_edited_key_Secret_is_written_again_at_once()
    {
        var channel = await rig.CreateReadyAsync("kept");
        var (key, url) = (await rig.SecretAsync(channel, "streamKey"), await rig.SecretAsync(channel, "url"));

        var again = await OwnedSecret.DeleteAsync(rig, channel.StreamKeySecretName);
        (OwnedSecret.Text(again, "streamKey"), OwnedSecret.Text(again, "url")).ShouldBe((key, url));
        var corrected = await OwnedSecret.EditAsync(rig, channel.StreamKeySecretName, "url");
        OwnedSecret.Text(corrected, "url").ShouldBe(url);

        (await rig.ReadyAsync("kept")).Recorded.Resources.ShouldBe(channel.Recorded.Resources);
        await rig.DeleteAndWaitAsync("kept");
    }

    [Fact]
    public async Task A_bucket_that_does_not_exist_is_told()
    {
        await rig.CreateAsync("bucket", s => s.Recording = new() { Bucket = "nobodys" });

        var failed = await rig.UntilAsync("bucket", c => c.Recorded.Conditions.Any(x => x is { Type: ConditionTypes.Ready, Reason: "RecordingFailed" or "Rejected" }), "told");

        failed.Recorded.Conditions.Single(c => c.Type == ConditionTypes.Ready).Message.ShouldContain("nobodys");
        await rig.DeleteAndWaitAsync("bucket");
        (await rig.Account.OwnedInIvsAsync(failed.Uid)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_sweep_of_the_channels_finds_and_reverts_changes_by_others()
    {
        var channel = await rig.CreateReadyAsync("swept");
        await rig.Account.Ivs.UpdateChannelAsync(new() { Arn = channel.Recorded.Resources.ChannelArn, Authorized = true, LatencyMode = "NORMAL" });

        // No edit, and no drift check is due: the list alone shows it.
        Channel? made = null;
        await Eventually.ShouldBeAsync(
            async () => (made = (await rig.Account.Ivs.GetChannelAsync(new() { Arn = channel.Recorded.Resources.ChannelArn })).Channel) is { Authorized: false, LatencyMode.Value: "LOW" },
            () => $"reverted; authorized is {made?.Authorized}, the latency {made?.LatencyMode}\n{rig.Operator.Tail()}", 120);
        (await rig.Plane.KubectlAsync("get", "events", "--namespace", rig.Name, "--field-selector=involvedObject.name=swept")).ShouldContain("DriftCorrected");
        await rig.DeleteAndWaitAsync("swept");
    }

    [Fact]
    public async Task A_channel_that_the_sweep_no_longer_lists_is_recreated_after_repeated_lookups()
    {
        var channel = await rig.CreateReadyAsync("lost");
        var calls = rig.Proxy.Watch();
        await rig.Account.Ivs.DeleteChannelAsync(new() { Arn = channel.Recorded.Resources.ChannelArn });

        var after = await rig.UntilAsync(
            "lost", c => c.Recorded.Resources.ChannelArn is { } arn && arn != channel.Recorded.Resources.ChannelArn && c.Recorded.Playback is not null, "recreated");

        calls.Count("ivs:GetChannel").ShouldBeGreaterThanOrEqualTo(3, "the list alone is no proof");
        var made = (await rig.Account.Ivs.GetChannelAsync(new() { Arn = after.Recorded.Resources.ChannelArn })).Channel;
        after.Recorded.Playback!.Url.ShouldBe(made.PlaybackUrl);
        (await rig.Account.OwnedInIvsAsync(channel.Uid)).Count.ShouldBe(2);
        await rig.DeleteAndWaitAsync("lost");
    }

    [Fact]
    public async Task A_channel_at_rest_calls_nothing_but_the_lists()
    {
        await rig.CreateReadyAsync("rest");
        var calls = rig.Proxy.Watch();

        await Eventually.ShouldBeAsync(() => Task.FromResult(calls.Count("ivs:ListStreams") >= 6), () => "the streams are listed");

        calls.All().Where(c => c.StartsWith("ivs:", StringComparison.Ordinal)).Distinct()
            // A busy machine may be late with a sweep; the stream is then asked for.
            .ShouldBeSubsetOf(["ivs:ListStreams", "ivs:ListChannels", "ivs:BatchGetStreamKey", "ivs:GetStream"]);
        await rig.DeleteAndWaitAsync("rest");
    }

    // The status, the Events, the log and the metrics.
    private async Task ShouldNotTellAsync(IvsChannel channel, string key)
    {
        JsonSerializer.Serialize((await rig.FindAsync(channel.Metadata.Name!))!, OnairJsonContext.Default.IvsChannel).ShouldNotContain(key);
        (await rig.Plane.KubectlAsync("get", "events", "--namespace", rig.Name, "--output", "json")).ShouldNotContain(key);
        rig.Operator.Log().ShouldNotContain(key);
        (await rig.Operator.MetricsAsync()).ShouldNotContain(key);
    }
}
