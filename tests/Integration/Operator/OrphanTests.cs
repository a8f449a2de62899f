using k8s;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Integration.Operator;

/// <summary>A running channel loses its LiveStream without the operator: somebody removes the finalizer by hand.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class OrphanTests(OrphanTests.Rig rig) : IClassFixture<OrphanTests.Rig>
{
    [Fact]
    public async Task An_orphaned_channel_is_reported_with_its_cost_left_alone_and_forgotten_when_it_is_deleted()
    {
        await rig.Streams.CreateReadyAsync("keeper");
        var lost = await rig.Streams.CreateReadyAsync("lost", s => s.State = StreamState.Running);
        var channel = lost.Recorded.Resources.ChannelId!;
        await rig.Operator.KillAsync();
        await rig.Streams.PatchAsync("lost", """{"metadata":{"finalizers":null}}""");
        await rig.Streams.DeleteAndWaitAsync("lost");
        var calls = rig.Proxy.Watch();

        await rig.RestartOperatorAsync();

        var status = await UntilAsync(s => s.OrphanCount == 1, "reports the orphan");
        status.Orphans.ShouldBe(
        [
            new()
            {
                Type = "MediaLiveChannel", Id = channel, Object = $"LiveStream/{rig.Name}/lost", Since = status.Orphans[0].Since, State = "RUNNING", CostPerHour = "42.00", Currency = "EUR",
            },
        ]);
        (await EventAsync()).ShouldStartWith($"The MediaLive channel {channel} (RUNNING) has the tags of LiveStream/{rig.Name}/lost, which does not exist. An hour of it costs at least 42.00 EUR.");
        (await rig.Operator.MetricsAsync()).ShouldMatch(Metric(1));
        (await rig.Plane.KubectlAsync("get", "mediaprovider", rig.Name, "--no-headers")).ShouldMatch(" 1 +True ");
        calls.Changes().ShouldBeEmpty();
        await WritesNothingMoreAsync();

        // The account has no object any more, and is listed because of the orphan alone.
        await rig.Streams.DeleteAndWaitAsync("keeper");
        (await rig.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = channel })).State.Value.ShouldBe("RUNNING");
        await rig.Account.MediaLive.StopChannelAsync(new() { ChannelId = channel });
        await Eventually.ShouldBeAsync(
            async () => (await rig.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = channel })).State.Value == "IDLE", "the channel is stopped");
        await rig.Account.MediaLive.DeleteChannelAsync(new() { ChannelId = channel });

        (await UntilAsync(s => s.OrphanCount == 0, "forgets the orphan")).Orphans.ShouldBeEmpty();
        (await rig.Operator.MetricsAsync()).ShouldMatch(Metric(0));
    }

    private string Metric(int count) => $"onair_orphaned_resources\\{{(?=[^}}]*provider=\"{rig.Name}\")[^}}]*type=\"MediaLiveChannel\"[^}}]*\\}} {count}\n";

    private async Task WritesNothingMoreAsync()
    {
        var before = await ProviderWritesAsync();
        var calls = rig.Proxy.Watch();
        await Eventually.ShouldBeAsync(
            async () =>
            {
                await RecheckAsync();
                return calls.Count("medialive:ListChannels") >= 10 && calls.Count("sts:GetCallerIdentity") >= 3;
            },
            "the account is listed and the provider checked again and again");
        (await ProviderWritesAsync()).ShouldBe(before);
    }

    private async Task<long> ProviderWritesAsync() =>
        (await rig.Operator.WritesAsync()).Where(w => w.Key.EndsWith(" mediaproviders", StringComparison.Ordinal)).Sum(w => w.Value);

    // A provider is checked once a minute, and when its annotations change.
    private async Task RecheckAsync()
    {
        await rig.Client.PatchAsync(
            OnairResources.MediaProviders, rig.Name, null, Patch.Merge($$$$"""{"metadata":{"annotations":{"example.com/recheck":"{{{{Guid.NewGuid()}}}}"}}}"""));
        await Task.Delay(TimeSpan.FromSeconds(1));
    }

    private async Task<MediaProviderStatus> UntilAsync(Func<MediaProviderStatus, bool> condition, string what)
    {
        MediaProviderStatus? last = null;
        await Eventually.ShouldBeAsync(
            async () =>
            {
                await RecheckAsync();
                last = (await rig.Client.GetAsync(OnairResources.MediaProviders, rig.Name, null)).Status;
                return last is not null && condition(last);
            },
            () => $"the provider {what}; it has {last?.OrphanCount} orphans\n{rig.Operator.Tail()}");
        return last!;
    }

    private async Task<string> EventAsync()
    {
        string? message = null;
        await Eventually.ShouldBeAsync(
            async () => (message = (await rig.Kubernetes.CoreV1.ListNamespacedEventAsync("default")).Items
                .FirstOrDefault(e => e.Reason == "OrphanedResource" && e.Type == "Warning" && e.InvolvedObject.Name == rig.Name)?.Message) is not null,
            "the provider has an Event");
        return message!;
    }

    public sealed class Rig(ControlPlane plane) : OperatorRig(plane)
    {
        protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } = new Dictionary<string, string>
        {
            ["Onair__OrphanSeconds"] = "2",
            ["Onair__Prices__Currency"] = "EUR",
            ["Onair__Prices__SinglePipeline__Input__Hd"] = "2",
            ["Onair__Prices__SinglePipeline__Output__Hd"] = "20",
        };
    }
}
