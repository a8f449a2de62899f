using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;

namespace Onair.Tests.Integration.Operator;

/// <summary>Whose a resource is: retained, taken over, only observed.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class OwnershipTests(DriftTests.Rig rig) : IClassFixture<DriftTests.Rig>
{
    [Fact]
    public async Task A_running_stream_moves_to_another_LiveStream_without_going_off_air()
    {
        await rig.CreateSecretAsync("given-key", ("streamKey", "0123456789abcdef-given"));
        var before = await rig.Streams.CreateReadyAsync("first", s =>
        {
            (s.State, s.DeletionPolicy) = (StreamState.Running, DeletionPolicy.Retain);
            s.Input.StreamKeySecretRef = new() { Name = "given-key" };
        });
        var calls = rig.Proxy.Watch();

        await rig.Streams.DeleteAndWaitAsync("first");

        (await rig.Account.OwnedAsync(before.Uid)).ShouldBeEmpty("retained resources carry no tag of ownership");
        var after = await AdoptAsync("second", before, s => s.State = StreamState.Running);

        after.Recorded.Resources.ChannelId.ShouldBe(before.Recorded.Resources.ChannelId);
        after.Recorded.Playback!.Url.ShouldBe(before.Recorded.Playback!.Url);
        after.Recorded.Ingest!.Endpoints.ShouldBe(before.Recorded.Ingest!.Endpoints);
        after.Recorded.Sessions.ShouldHaveSingleItem().ArchivePath.ShouldBe(before.Recorded.Sessions[0].ArchivePath, "it records where it did");
        (await rig.Account.OwnedAsync(after.Uid)).Count.ShouldBe(5);
        calls.Changes().ShouldAllBe(c => c.Contains("tag", StringComparison.OrdinalIgnoreCase), "nothing but tags was changed");
        after.Recorded.Ingest.StreamKeySecretRef.ShouldBeNull("the key of the adopted input is for those who have it");
        (await rig.Kubernetes.CoreV1.ListNamespacedSecretAsync(rig.Name)).Items.ShouldNotContain(s => s.Name() == "second-stream-key");
        await rig.Streams.PatchAsync("second", """{"spec":{"input":{"streamKeySecretRef":{"name":"given-key"}}}}""");
        await rig.Streams.UntilAsync("second", s => s.Recorded.Ingest?.StreamKeySecretRef?.Name == "given-key", "names the Secret with the key");
        calls.Changes().ShouldAllBe(c => c.Contains("tag", StringComparison.OrdinalIgnoreCase), "the input has this key already");
        await rig.Streams.EventAsync("second", "Adopted", "MediaLive channel");

        await rig.Streams.DeleteAndWaitAsync("second");
        (await rig.Account.OwnedAsync(after.Uid)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"channelId":"404404"}""", "metadata.annotations[onair.dev/adopt]: Invalid value: \"404404\": no MediaLive channel has this id")]
    [InlineData("""{"channelId":"404405"}""", "permits the adoption of no MediaLive channel with this id")]
    [InlineData("""{"channel":"1"}""", "contains the unknown name \"channel\"; valid names are inputSecurityGroupId, inputId, packageChannelId, packageEndpointId, channelId")]
    [InlineData("nonsense", "metadata.annotations[onair.dev/adopt]: Invalid value: \"nonsense\": must be valid JSON")]
    [InlineData("""{"channelId":7}""", "must have a string for \"channelId\"")]
    public async Task A_wrong_adoption_says_what_is_wrong_and_makes_no_channel(string annotation, string message)
    {
        await rig.PermitAdoptionAsync("404404");
        var name = $"wrong-{Guid.NewGuid():N}"[..16];
        var stream = await rig.Client.CreateAsync(OnairResources.LiveStreams, New(name, annotation));

        var stalled = await rig.Streams.UntilAsync(name, s => Streams.Condition(s, ConditionTypes.Stalled)?.Status == ConditionStatus.True, "is stalled");

        Streams.Condition(stalled, ConditionTypes.Stalled)!.Message.ShouldContain(message);
        (await rig.Account.OwnedAsync(stream.Uid)).ShouldNotContain(o => o.StartsWith("channel", StringComparison.Ordinal));
        await rig.Streams.DeleteAndWaitAsync(name);
    }

    [Fact]
    public async Task Does_not_adopt_resources_of_another_LiveStream()
    {
        var owner = await rig.Streams.CreateReadyAsync("owner");

        await rig.PermitAdoptionAsync();
        await rig.Client.CreateAsync(OnairResources.LiveStreams, New("thief", Adoption(owner)));
        (await rig.Streams.NotReadyAsync("thief", "AdoptionRefused")).ShouldContain("permits the adoption of no MediaLive input security group with this id");

        await rig.PermitAdoptionAsync(Ids(owner));
        await rig.Streams.UntilAsync("thief", s => Streams.Condition(s, ConditionTypes.Stalled)?.Message.Contains("belongs to another object", StringComparison.Ordinal) == true, "is told whose it is not");
        await rig.Streams.DeleteAndWaitAsync("thief");
        (await rig.Account.OwnedAsync(owner.Uid)).Count.ShouldBe(5);
        await rig.Streams.DeleteAndWaitAsync("owner");
    }

    [Fact]
    public async Task Observe_only_reports_drift_changes_nothing_and_delays_deletion()
    {
        var stream = await rig.Streams.CreateReadyAsync("observed");
        await AnnotateAsync("observed", ObserveOnly("\"true\""));
        await rig.Streams.UntilAsync("observed", s => Streams.Ready(s)!.Reason == "Observed", "is only observed");
        await rig.Account.MediaLive.UpdateInputSecurityGroupAsync(new()
        {
            InputSecurityGroupId = stream.Recorded.Resources.InputSecurityGroupId,
            WhitelistRules = [new() { Cidr = "198.51.100.0/24" }],
        });
        await rig.Account.MediaPackage.DeleteOriginEndpointAsync(new() { Id = stream.Recorded.Resources.PackageEndpointId });
        var calls = rig.Proxy.Watch();

        var drifted = await rig.Streams.UntilAsync(
            "observed", s => Streams.Condition(s, ConditionTypes.Drifted)?.Message.Contains("does not exist", StringComparison.Ordinal) == true, "has drifted");

        Streams.Condition(drifted, ConditionTypes.Drifted)!.Message.ShouldContain("spec.input.allowedCidrs");
        Streams.Condition(drifted, ConditionTypes.Drifted)!.Message.ShouldContain("the MediaPackage endpoint does not exist");
        await rig.Streams.EventAsync("observed", "DriftObserved", "allowedCidrs");
        (await rig.Operator.MetricsAsync()).ShouldContain("onair_drift_observed_total");
        await rig.Streams.DeleteAsync("observed");
        (await rig.Streams.NotReadyAsync("observed", "ObserveOnly")).ShouldContain("deletionPolicy Retain");
        calls.Changes().ShouldBeEmpty();

        await AnnotateAsync("observed", ObserveOnly("null"));
        await rig.Streams.GoneAsync("observed");
        (await rig.Account.OwnedAsync(stream.Uid)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Applies_pending_edits_after_observe_only_ends()
    {
        var stream = await rig.Streams.CreateReadyAsync("resumed");
        await AnnotateAsync("resumed", ObserveOnly("\"true\""));
        await rig.Streams.UntilAsync("resumed", s => Streams.Ready(s)!.Reason == "Observed", "is only observed");
        await rig.Account.MediaLive.UpdateInputSecurityGroupAsync(new()
        {
            InputSecurityGroupId = stream.Recorded.Resources.InputSecurityGroupId,
            WhitelistRules = [new() { Cidr = "198.51.100.0/24" }],
        });
        await rig.Streams.PatchAsync("resumed", """{"spec":{"encoder":{"gopSeconds":4}}}""");
        await rig.Streams.UntilAsync("resumed", s => s.Recorded.ObservedGeneration == s.Metadata.Generation, "the edit was looked at");
        await rig.RestartOperatorAsync();

        await AnnotateAsync("resumed", ObserveOnly("null"));

        await Eventually.ShouldBeAsync(
            async () => (await rig.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = stream.Recorded.Resources.ChannelId }))
                .EncoderSettings!.VideoDescriptions!.All(v => v.CodecSettings?.H264Settings?.GopSize == 4),
            "the edit is applied");
        await Eventually.ShouldBeAsync(
            async () => (await rig.Account.MediaLive.DescribeInputSecurityGroupAsync(new() { InputSecurityGroupId = stream.Recorded.Resources.InputSecurityGroupId }))
                .WhitelistRules!.Single().Cidr == "0.0.0.0/0",
            "the addresses are as declared");
        await rig.Streams.DeleteAndWaitAsync("resumed");
    }

    [Fact]
    public async Task Another_stream_key_waits_for_the_next_stop_and_is_then_the_inputs()
    {
        var stream = await rig.Streams.CreateReadyAsync("rekeyed", s => s.State = StreamState.Running);
        await rig.CreateSecretAsync("rekeyed-own", ("streamKey", "another-key-of-my-own"));

        await rig.Streams.PatchAsync("rekeyed", """{"spec":{"input":{"streamKeySecretRef":{"name":"rekeyed-own"}}}}""");
        await rig.Streams.UntilAsync(
            "rekeyed", s => Streams.Condition(s, LiveStreamConditions.ChangesPending)?.Message.Contains("spec.input.streamKeySecretRef", StringComparison.Ordinal) == true, "has a key that waits");
        (await UrlAsync()).ShouldNotEndWith("/another-key-of-my-own");

        await rig.Streams.PatchAsync("rekeyed", """{"spec":{"state":"Stopped"}}""");
        var idle = await rig.Streams.UntilAsync("rekeyed", s => Streams.Ready(s)?.Reason == "Idle" && s.Recorded.Ingest!.StreamKeySecretRef!.Name == "rekeyed-own", "has the other key");
        (await UrlAsync()).ShouldEndWith("/live/another-key-of-my-own");
        Streams.Condition(idle, LiveStreamConditions.ChangesPending).ShouldBeNull();
        await rig.Streams.DeleteAndWaitAsync("rekeyed");

        async Task<string> UrlAsync() =>
            (await rig.Account.MediaLive.DescribeInputAsync(new() { InputId = stream.Recorded.Resources.InputId })).Destinations![0].Url!;
    }

    private static string ObserveOnly(string value) => $$$$"""{"metadata":{"annotations":{"onair.dev/observe-only":{{{{value}}}}}}}""";

    private Task<LiveStream> AnnotateAsync(string name, string patch) => rig.Streams.PatchAsync(name, patch);

    private LiveStream New(string name, string adopt, Action<LiveStreamSpec>? with = null)
    {
        var stream = new LiveStream
        {
            Metadata = new() { Name = name, NamespaceProperty = rig.Name, Annotations = new Dictionary<string, string> { [Annotations.Adopt] = adopt } },
            Spec = new() { ProviderRef = new() { Name = rig.Name } },
        };
        with?.Invoke(stream.Spec);
        return stream;
    }

    private async Task<LiveStream> AdoptAsync(string name, LiveStream former, Action<LiveStreamSpec> with)
    {
        await rig.PermitAdoptionAsync(Ids(former));
        await rig.Client.CreateAsync(OnairResources.LiveStreams, New(name, Adoption(former), with));
        return await rig.Streams.ReadyAsync(name);
    }

    private static string[] Ids(LiveStream stream) => stream.Recorded.Resources is var r
        ? [r.ChannelId!, r.InputId!, r.InputSecurityGroupId!, r.PackageChannelId!, r.PackageEndpointId!] : [];

    private static string Adoption(LiveStream stream)
    {
        var r = stream.Recorded.Resources;
        return $$"""
            {"channelId":"{{r.ChannelId}}","inputId":"{{r.InputId}}","inputSecurityGroupId":"{{r.InputSecurityGroupId}}",
             "packageChannelId":"{{r.PackageChannelId}}","packageEndpointId":"{{r.PackageEndpointId}}"}
            """;
    }
}
