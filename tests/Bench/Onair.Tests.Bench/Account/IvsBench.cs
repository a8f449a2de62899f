using System.Diagnostics;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.IvsChannels;

namespace Onair.Tests.Bench.Account;

/// <summary>An account of IvsChannels, a tenth of which is live: what the operator asks of AWS while nobody changes anything.</summary>
internal sealed class IvsBench(AccountRig rig, int channels)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private int Live => channels / 10;

    /// <summary>The section for docs/benchmarks, and what missed its goal.</summary>
    /// <param name="channels">The number of channels.</param>
    public static async Task<(string Section, IReadOnlyList<string> Missed)> RunAsync(int channels)
    {
        await using var rig = new AccountRig();
        await rig.StartAsync();
        var bench = new IvsBench(rig, channels);
        await bench.CreateAsync();
        await rig.StopAsync();
        await rig.StartAtRestAsync(queue: false);
        var result = await bench.RestAsync();
        return (result.Section(), result.Missed());
    }

    private static string NameOf(int i) => $"channel-{i:d4}";

    private async Task CreateAsync()
    {
        await Parallel.ForAsync(0, channels, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancellationToken) => await rig.Client.CreateAsync(
            OnairResources.IvsChannels,
            new IvsChannel { Metadata = new() { Name = NameOf(i), NamespaceProperty = AccountRig.Name }, Spec = new() { ProviderRef = new() { Name = AccountRig.Name } } },
            cancellationToken));
        await UntilAllAsync(channels, c => c.Is(ConditionTypes.Ready), "ready");
    }

    /// <summary>A minute in which nobody changes anything, once all that is live is known.</summary>
    private async Task<IvsResult> RestAsync()
    {
        foreach (var channel in (await ListAsync()).Take(Live)) await rig.PushAsync(channel.Recorded.Resources.ChannelArn!);
        await UntilAllAsync(Live, c => c.Is(IvsChannelConditions.Live), "live");
        await Task.Delay(Settling);
        var calls = rig.Proxy.Watch();
        var watch = Stopwatch.StartNew();
        await Task.Delay(Window);
        var (made, changes) = (calls.All(), calls.Changes());
        return new(
            channels, Live, made.CountBy(o => o).ToDictionary(o => o.Key, o => o.Value / watch.Elapsed.TotalMinutes, StringComparer.Ordinal), [.. changes],
            (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]);
    }

    private async Task<IReadOnlyList<IvsChannel>> ListAsync()
    {
        var all = new List<IvsChannel>();
        for (var i = 0; i < channels; i++) all.Add(await rig.Client.GetAsync(OnairResources.IvsChannels, NameOf(i), AccountRig.Name));
        return all;
    }

    private async Task UntilAllAsync(int number, Func<IvsChannel, bool> isSo, string what)
    {
        var reached = 0;
        await Eventually.ShouldBeAsync(
            async () =>
            {
                // In order: a channel that is so stays so.
                while (reached < number && isSo(await rig.Client.GetAsync(OnairResources.IvsChannels, NameOf(reached), AccountRig.Name))) reached++;
                return reached == number;
            },
            () => $"{number} channels are {what}; {reached} are\n{rig.Operator.Tail()}", 900);
    }
}
