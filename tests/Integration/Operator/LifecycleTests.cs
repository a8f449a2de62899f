using k8s;
using Onair.Api.LiveStreams;

namespace Onair.Tests.Integration.Operator;

/// <summary>What a user does to a stream over its life, and what the operator makes of it.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class LifecycleTests(OperatorRig rig) : IClassFixture<OperatorRig>
{
    private const string OneRendition = """{"spec":{"encoder":{"renditions":[{"width":640,"height":360,"bitrate":900000}]}}}""";

    [Fact]
    public async Task An_edit_that_needs_a_stop_waits_for_it_and_is_named_meanwhile()
    {
        await rig.Streams.CreateReadyAsync("pending", Running);
        var calls = rig.Proxy.Watch();

        await rig.Streams.PatchAsync("pending", OneRendition);

        var waiting = await rig.Streams.UntilAsync("pending", s => Streams.Condition(s, LiveStreamConditions.ChangesPending) is not null, "changes are pending");
        Streams.Condition(waiting, LiveStreamConditions.ChangesPending)!.Message.ShouldContain("spec.encoder.renditions[0].bitrate");
        (await rig.Streams.ReadyAsync("pending")).Recorded.Sessions.ShouldHaveSingleItem();
        calls.Changes().ShouldBeEmpty();
        await rig.Streams.PatchAsync("pending", """{"spec":{"state":"Stopped"}}""");
        var stopped = await rig.Streams.ReadyAsync("pending");
        Streams.Condition(stopped, LiveStreamConditions.ChangesPending).ShouldBeNull();
        (await BitratesAsync(stopped)).ShouldBe([900_000]);
        await rig.Streams.DeleteAndWaitAsync("pending");
    }

    [Fact]
    public async Task A_deleted_or_edited_key_Secret_is_written_again_at_once()
    {
        var stream = await rig.Streams.CreateReadyAsync("kept");
        const string Name = "kept-stream-key";
        var before = await rig.Kubernetes.CoreV1.ReadNamespacedSecretAsync(Name, rig.Name);

        var again = await OwnedSecret.DeleteAsync(rig, Name);
        again.Data.Keys.ShouldBe(before.Data.Keys, ignoreOrder: true);
        foreach (var entry in before.Data.Keys) OwnedSecret.Text(again, entry).ShouldBe(OwnedSecret.Text(before, entry), "the input's key is kept");
        OwnedSecret.Text(await OwnedSecret.EditAsync(rig, Name, "url-0"), "url-0").ShouldBe(OwnedSecret.Text(before, "url-0"));

        (await rig.Streams.ReadyAsync("kept")).Recorded.Resources.InputId.ShouldBe(stream.Recorded.Resources.InputId);
        await rig.Streams.DeleteAndWaitAsync("kept");
    }

    [Fact]
    public async Task An_edit_with_applyPolicy_Immediately_restarts_the_channel_and_says_so_before()
    {
        var before = await rig.Streams.CreateReadyAsync("immediately", s =>
        {
            Running(s);
            s.ApplyPolicy = ApplyPolicy.Immediately;
        });

        await rig.Streams.PatchAsync("immediately", OneRendition);

        var after = await rig.Streams.UntilAsync(
            "immediately", s => s.Recorded.CurrentSessionId is { } id && id != before.Recorded.CurrentSessionId && Streams.Ready(s)!.Reason == "Running",
            "a new session runs");
        (await rig.Streams.EventAsync("immediately", "Stopping")).ShouldContain("applyPolicy is Immediately");
        (await BitratesAsync(after)).ShouldBe([900_000]);
        after.Recorded.Sessions.Count.ShouldBe(2);
        after.Recorded.Sessions[0].StoppedAt.ShouldNotBeNull();
        await rig.Streams.DeleteAndWaitAsync("immediately");
    }

    [Fact]
    public async Task Allowed_addresses_and_the_startover_window_change_on_air()
    {
        var before = await rig.Streams.CreateReadyAsync("on-air", Running);
        var calls = rig.Proxy.Watch();

        await rig.Streams.PatchAsync(
            "on-air", """{"spec":{"input":{"allowedCidrs":["203.0.113.0/24"]},"packaging":{"startoverWindowSeconds":7200}}}""");

        var after = await rig.Streams.ReadyAsync("on-air");
        var group = await rig.Account.MediaLive.DescribeInputSecurityGroupAsync(
            new() { InputSecurityGroupId = after.Recorded.Resources.InputSecurityGroupId });
        group.WhitelistRules.Select(r => r.Cidr).ShouldBe(["203.0.113.0/24"]);
        var endpoint = await rig.Account.MediaPackage.DescribeOriginEndpointAsync(new() { Id = after.Recorded.Resources.PackageEndpointId });
        endpoint.StartoverWindowSeconds.ShouldBe(7200);
        after.Recorded.CurrentSessionId.ShouldBe(before.Recorded.CurrentSessionId);
        calls.Changes().Select(c => c.Split(' ')[0]).ShouldBe(["medialive:UpdateInputSecurityGroup", "mediapackage:UpdateOriginEndpoint"]);
        await rig.Streams.DeleteAndWaitAsync("on-air");
    }

    [Fact]
    public async Task Each_start_opens_a_session_that_records_to_a_folder_of_its_own()
    {
        var first = await rig.Streams.CreateReadyAsync("sessions", Running);

        await rig.Streams.PatchAsync("sessions", """{"spec":{"state":"Stopped"}}""");
        var stopped = await rig.Streams.ReadyAsync("sessions");
        await rig.Streams.PatchAsync("sessions", """{"spec":{"state":"Running"}}""");
        var second = await rig.Streams.ReadyAsync("sessions");

        stopped.Recorded.CurrentSessionId.ShouldBeNull();
        stopped.Recorded.Sessions.ShouldHaveSingleItem().StoppedAt.ShouldNotBeNull();
        second.Recorded.Sessions.Count.ShouldBe(2);
        second.Recorded.Sessions[1].Id.ShouldBe(second.Recorded.CurrentSessionId);
        second.Recorded.Sessions[1].ArchivePath.ShouldNotBe(first.Recorded.Sessions[0].ArchivePath);
        var channel = await rig.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = second.Recorded.Resources.ChannelId });
        channel.Destinations.SelectMany(d => d.Settings ?? []).Select(s => s.Url)
            .ShouldContain($"{second.Recorded.Sessions[1].ArchivePath!.Replace("s3://", "s3ssl://", StringComparison.Ordinal)}/a/archive");
        await rig.Streams.DeleteAndWaitAsync("sessions");
    }

    [Fact]
    public async Task A_named_folder_is_that_of_one_session_whoever_starts_and_how_often()
    {
        static void InFolder(LiveStreamSpec spec)
        {
            spec.State = StreamState.Running;
            spec.Archive.Folder = "s3://{bucket}/workshops/day1";
        }

        const string Folder = $"s3://{OperatorRig.Bucket}/workshops/day1";
        await Task.WhenAll(rig.Streams.CreateAsync("one-folder", InFolder), rig.Streams.CreateAsync("same-folder", InFolder));
        LiveStream[] both = [await rig.Streams.ReadyAsync("one-folder"), await rig.Streams.ReadyAsync("same-folder")];

        var owner = both.Where(s => s.Recorded.Sessions.ShouldHaveSingleItem().ArchivePath == Folder).ShouldHaveSingleItem();
        var other = both.Single(s => s.Metadata.Name != owner.Metadata.Name);
        other.Recorded.Sessions[0].ArchivePath!.ShouldContain(other.Uid);
        (await rig.Streams.EventAsync(other.Metadata.Name, "FolderTaken")).ShouldStartWith($"The folder {Folder} of spec.archive.folder belongs to another session");

        await rig.Streams.PatchAsync(owner.Metadata.Name, """{"spec":{"state":"Stopped"}}""");
        await rig.Streams.ReadyAsync(owner.Metadata.Name);
        await rig.Streams.PatchAsync(owner.Metadata.Name, """{"spec":{"state":"Running"}}""");
        (await rig.Streams.ReadyAsync(owner.Metadata.Name)).Recorded.Sessions.Select(s => s.ArchivePath == Folder).ShouldBe([true, false]);
        await rig.Streams.DeleteAndWaitAsync("one-folder");
        await rig.Streams.DeleteAndWaitAsync("same-folder");
    }

    [Fact]
    public async Task Nothing_is_done_for_a_paused_stream_its_deletion_included()
    {
        var stream = await rig.Streams.CreateReadyAsync("paused", Running);
        await PauseAsync("\"true\"");
        await rig.Streams.NotReadyAsync("paused", "Paused");
        var calls = rig.Proxy.Watch();

        await rig.Streams.PatchAsync("paused", """{"spec":{"state":"Stopped"}}""");
        await rig.Streams.NotReadyAsync("paused", "Paused");
        await rig.Streams.DeleteAsync("paused");
        await rig.Streams.UntilAsync(
            "paused", s => s.Metadata.DeletionTimestamp is not null && Streams.Ready(s)!.ObservedGeneration == s.Metadata.Generation, "the deletion was looked at");

        calls.Changes().ShouldBeEmpty();
        await PauseAsync("null");
        await rig.Streams.GoneAsync("paused");
        (await rig.Account.OwnedAsync(stream.Uid)).ShouldBeEmpty();

        Task PauseAsync(string value) =>
            rig.Streams.PatchAsync("paused", $$$$"""{"metadata":{"annotations":{"onair.dev/paused":{{{{value}}}}}}}""");
    }

    [Fact]
    public async Task While_AWS_cannot_be_reached_a_deletion_keeps_the_finalizer_and_says_why()
    {
        var stream = await rig.Streams.CreateReadyAsync("unreachable");
        await rig.Emulator.KillAsync();
        try
        {
            await rig.Streams.DeleteAsync("unreachable");
            (await rig.Streams.NotReadyAsync("unreachable", "Retrying")).ShouldStartWith("Looking for the MediaLive channel: ");
        }
        finally
        {
            await rig.Emulator.StartAsync();
        }
        await rig.Streams.GoneAsync("unreachable");
        (await rig.Account.OwnedAsync(stream.Uid)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retained_stream_goes_without_its_resources()
    {
        var stream = await rig.Streams.CreateReadyAsync("retained", s => s.DeletionPolicy = Onair.Api.Common.DeletionPolicy.Retain);

        await rig.Streams.DeleteAndWaitAsync("retained");

        (await rig.Account.OwnedAsync(stream.Uid)).ShouldBeEmpty("what stays belongs to nobody");
        (await rig.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = stream.Recorded.Resources.ChannelId })).State?.Value.ShouldBe("IDLE");
    }

    [Theory]
    [InlineData("""{"spec":{"input":{"redundancy":"Standard"}}}""", "spec.input.redundancy: Invalid value: \"Standard\": cannot be changed from Single; create another LiveStream")]
    [InlineData(
        """{"spec":{"input":{"type":"RtmpPull","sources":[{"url":"rtmp://media.example.com/live/x"}]}}}""",
        "spec.input.type: Invalid value: \"RtmpPull\": cannot be changed from RtmpPush; create another LiveStream")]
    public async Task Refuses_an_edit_of_the_inputs_type_and_leaves_the_channel_running(string edit, string message)
    {
        var name = $"fixed-{Guid.NewGuid():N}"[..16];
        await rig.Streams.CreateReadyAsync(name, Running);
        var calls = rig.Proxy.Watch();

        await rig.Streams.PatchAsync(name, edit);

        (await rig.Streams.NotReadyAsync(name, "Invalid")).ShouldBe(message);
        calls.Changes().ShouldBeEmpty();
        await rig.Streams.DeleteAndWaitAsync(name);
    }

    private static void Running(LiveStreamSpec spec) => spec.State = StreamState.Running;

    private async Task<IEnumerable<int?>> BitratesAsync(LiveStream stream)
    {
        var channel = await rig.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = stream.Recorded.Resources.ChannelId });
        return channel.EncoderSettings.VideoDescriptions.Select(v => v.CodecSettings.H264Settings.Bitrate);
    }
}
