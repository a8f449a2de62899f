using Onair.Api.Common;

namespace Onair.Tests.Integration.Operator;

/// <summary>An account that allows one channel.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class QuotaTests(QuotaTests.Rig rig) : IClassFixture<QuotaTests.Rig>
{
    [Fact]
    public async Task A_stream_above_the_quota_names_it_and_becomes_Ready_when_another_is_deleted()
    {
        await rig.Streams.CreateReadyAsync("first");
        await rig.Streams.CreateAsync("second");

        var message = await rig.Streams.NotReadyAsync("second", "QuotaExceeded");

        message.ShouldStartWith("Creating the MediaLive channel: ");
        message.ShouldEndWith("1 channels. Delete an unused MediaLive channel, or request a higher quota in Service Quotas. Onair retries every few minutes.");
        Streams.Condition((await rig.Streams.FindAsync("second"))!, ConditionTypes.Stalled)!.Status.ShouldBe(ConditionStatus.True);
        (await rig.Streams.EventAsync("second", "QuotaExceeded")).ShouldBe(message);
        (await rig.Plane.KubectlAsync("get", "livestream", "second", "-n", rig.Name, "--no-headers")).ShouldMatch(" False +QuotaExceeded ");
        await rig.Streams.DeleteAndWaitAsync("first");
        var second = await rig.Streams.ReadyAsync("second");
        (await rig.Account.OwnedAsync(second.Uid)).Count.ShouldBe(5);
        await rig.Streams.DeleteAndWaitAsync("second");
    }

    public sealed class Rig(ControlPlane plane) : OperatorRig(plane)
    {
        protected override IReadOnlyDictionary<string, string> EmulatorSettings { get; } =
            new Dictionary<string, string> { ["Emulator__Quotas__Channels"] = "1" };

        protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } =
            // The deletion of the other stream wakes it long before.
            new Dictionary<string, string> { ["Onair__QuotaPollSeconds"] = "3600" };
    }
}
