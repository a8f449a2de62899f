
namespace Onair.Tests.Integration.Operator;

/// <summary>A hundred streams with nothing to do cost one describe call each a poll, and not one write.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class NoOpResyncTests(OperatorRig rig) : IClassFixture<OperatorRig>
{
    private const int Count = 100;
    private const int InDistribution = 20;

    [Fact]
    public async Task A_hundred_idle_streams_are_described_and_nothing_else_before_and_after_a_restart_and_a_drift_check_only_reads()
    {
        rig.Operator.Settings["Onair__IdlePollSeconds"] = "3";
        await rig.RestartOperatorAsync();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i =>
            rig.Streams.CreateAsync($"idle-{i}", s => s.Distribution.Live = i < InDistribution)));
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => rig.Streams.ReadyAsync($"idle-{i}", seconds: 180)));

        await OnlyDescribesAsync(before: await SettledWritesAsync());

        await rig.RestartOperatorAsync();
        await OnlyDescribesAsync(before: new Dictionary<string, long>());

        rig.Operator.Settings["Onair__DriftCheckSeconds"] = "3";
        await rig.RestartOperatorAsync();
        var calls = rig.Proxy.Watch();
        await Eventually.ShouldBeAsync(
            () => calls.Rounds("medialive:DescribeInputSecurityGroup", Count) >= 2, "all resources of all streams are compared twice", seconds: 180);
        calls.Changes().ShouldBeEmpty();
        calls.Rounds("mediapackage:DescribeOriginEndpoint", Count).ShouldBeGreaterThanOrEqualTo(1);
        calls.Count("cloudfront:GetDistribution").ShouldBeGreaterThanOrEqualTo(InDistribution);
        (await rig.Operator.WritesAsync()).ShouldBeEmpty();
    }

    /// <summary>Each stream is polled three times, and only that.</summary>
    private async Task OnlyDescribesAsync(IReadOnlyDictionary<string, long> before)
    {
        var calls = rig.Proxy.Watch();
        await Eventually.ShouldBeAsync(
            () => calls.Rounds("medialive:DescribeChannel", Count) >= 3, "each channel is described three times", seconds: 180);
        calls.Operations().ShouldBe(["medialive:DescribeChannel"]);
        (await rig.Operator.WritesAsync()).ShouldBe(before);
    }

    /// <summary>Events are delivered behind the reconciles; this waits for the last one.</summary>
    private async Task<IReadOnlyDictionary<string, long>> SettledWritesAsync()
    {
        await rig.Streams.EventAsync($"idle-{Count - 1}", "Provisioned");
        IReadOnlyDictionary<string, long> last = new Dictionary<string, long>();
        var calls = rig.Proxy.Watch();
        var rounds = 0;
        await Eventually.ShouldBeAsync(
            async () =>
            {
                if (calls.Rounds("medialive:DescribeChannel", Count) <= rounds) return false;
                rounds = calls.Rounds("medialive:DescribeChannel", Count);
                var now = await rig.Operator.WritesAsync();
                var same = now.OrderBy(w => w.Key).SequenceEqual(last.OrderBy(w => w.Key));
                last = now;
                return same;
            },
            "a whole poll passes without a write", seconds: 180);
        return last;
    }
}
