
namespace Onair.Tests.Integration.Operator;

/// <summary>A hundred streams with nothing to do cost one list of their account now and then, and not one write.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class NoOpResyncTests(OperatorRig rig) : IClassFixture<OperatorRig>
{
    // A sweep takes half a second at least, a poll three with its jitter.
    private const int SweepsOfThreePolls = 24;
    private const int Count = 100;
    private const int InDistribution = 20;

    [Fact]
    public async Task A_hundred_idle_streams_cost_one_list_and_nothing_else_before_and_after_a_restart_and_a_drift_check_only_reads()
    {
        rig.Operator.Settings["Onair__IdlePollSeconds"] = "3";
        await rig.RestartOperatorAsync();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i =>
            rig.Streams.CreateAsync($"idle-{i}", s => s.Distribution.Live = i < InDistribution)));
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => rig.Streams.ReadyAsync($"idle-{i}", seconds: 180)));

        await OnlyListsAsync(before: await SettledWritesAsync());

        await rig.RestartOperatorAsync();
        await OnlyListsAsync(before: new Dictionary<string, long>());

        rig.Operator.Settings["Onair__DriftCheckSeconds"] = "3";
        await rig.RestartOperatorAsync();
        var calls = rig.Proxy.Watch();
        await Eventually.ShouldBeAsync(
            () => calls.Rounds("medialive:DescribeInputSecurityGroup", Count) >= 2, "all resources of all streams are compared twice", seconds: 180);
        calls.Changes().ShouldBeEmpty();
        calls.Rounds("mediapackage:DescribeOriginEndpoint", Count).ShouldBeGreaterThanOrEqualTo(1);
        calls.Count("cloudfront:GetDistribution").ShouldBeGreaterThanOrEqualTo(InDistribution);
        (await WritesAsync()).ShouldBeEmpty();
    }

    /// <summary>The account is swept for longer than three polls of each stream, and nothing else is asked. Its credentials are verified once a minute.</summary>
    private async Task OnlyListsAsync(IReadOnlyDictionary<string, long> before)
    {
        var calls = rig.Proxy.Watch();
        await Eventually.ShouldBeAsync(() => calls.Count("medialive:ListChannels") >= SweepsOfThreePolls, "the account is swept", seconds: 180);
        calls.Operations().Where(o => o.StartsWith("media", StringComparison.Ordinal) || o.StartsWith("cloudfront", StringComparison.Ordinal)).ShouldBe(["medialive:ListChannels"]);
        (await WritesAsync()).ShouldBe(before);
    }

    // The provider's status tells now and then how its rate is spent.
    private async Task<IReadOnlyDictionary<string, long>> WritesAsync() =>
        (await rig.Operator.WritesAsync()).Where(w => !w.Key.EndsWith(" mediaproviders", StringComparison.Ordinal)).ToDictionary();

    /// <summary>Events are delivered behind the reconciles; this waits for the last one.</summary>
    private async Task<IReadOnlyDictionary<string, long>> SettledWritesAsync()
    {
        await rig.Streams.EventAsync($"idle-{Count - 1}", "Provisioned");
        IReadOnlyDictionary<string, long> last = new Dictionary<string, long>();
        var calls = rig.Proxy.Watch();
        var sweeps = 0;
        await Eventually.ShouldBeAsync(
            async () =>
            {
                if (calls.Count("medialive:ListChannels") < sweeps + SweepsOfThreePolls) return false;
                sweeps = calls.Count("medialive:ListChannels");
                var now = await WritesAsync();
                var same = now.OrderBy(w => w.Key).SequenceEqual(last.OrderBy(w => w.Key));
                last = now;
                return same;
            },
            "a whole poll passes without a write", seconds: 180);
        return last;
    }
}
