using System.Diagnostics;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Bench.Account;

/// <summary>Accounts of more and more streams, a tenth of which run: what the operator asks of AWS, and how soon it acts and knows.</summary>
internal sealed class AccountBench(AccountRig rig)
{
    private const int Repeats = 3;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly List<string> _running = [];
    private StreamTemplate _idle = null!;
    private StreamTemplate _live = null!;
    private int _streams;

    /// <summary>The page for docs/benchmarks, and what missed its goal.</summary>
    /// <param name="sizes">Numbers of streams, ascending.</param>
    public static async Task<(string Page, IReadOnlyList<string> Missed)> RunAsync(IReadOnlyList<int> sizes)
    {
        await using var rig = new AccountRig();
        await rig.StartAsync();
        var bench = new AccountBench(rig);
        await bench.CreateTemplatesAsync();
        var figures = new List<AccountFigures>();
        foreach (var size in sizes) figures.Add(await bench.MeasureAsync(size));
        var result = new AccountResult(figures, (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]);
        return (result.Page(), result.Missed());
    }

    private async Task CreateTemplatesAsync()
    {
        await DeclareAsync("template-idle", StreamState.Stopped);
        await DeclareAsync("template-live", StreamState.Running);
        await rig.UntilAsync("template-idle", s => AccountRig.Has(s, ConditionTypes.Ready, ConditionStatus.True), 120);
        await rig.UntilAsync("template-live", s => AccountRig.Has(s, LiveStreamConditions.Receiving, ConditionStatus.True), 120);
        await rig.StopAsync();
        (_idle, _live) = (await StreamTemplate.ReadAsync(rig, "template-idle"), await StreamTemplate.ReadAsync(rig, "template-live"));
        _streams = 2;
        _running.Add("template-live");
    }

    private Task<LiveStream> DeclareAsync(string name, StreamState state) => rig.Client.CreateAsync(OnairResources.LiveStreams, new LiveStream
    {
        Metadata = new() { Name = name, NamespaceProperty = AccountRig.Name },
        Spec = new() { ProviderRef = new() { Name = AccountRig.Name }, State = state },
    });

    private async Task<AccountFigures> MeasureAsync(int streams)
    {
        await GrowAsync(streams, streams / 10);
        var running = _running.Count;
        await rig.StartAtRestAsync(queue: false);
        var polled = await RestAsync(running);
        await rig.StopAsync();
        await rig.StartAtRestAsync(queue: true);
        var told = await RestAsync(running);
        var losses = await RepeatAsync(Repeats, i => LoseInputAsync(_running[i % _running.Count]));
        var stops = await RepeatAsync(Math.Min(Repeats, running), _ => StopChannelAsync());
        await rig.StopAsync();
        return new(streams, running, polled, told, losses, stops);
    }

    private async Task GrowAsync(int streams, int running)
    {
        var names = Enumerable.Range(_streams, streams - _streams).Select(i => $"stream-{i:d5}").ToList();
        var live = names.Take(running - _running.Count).ToHashSet(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            names, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (name, cancellationToken) => await (live.Contains(name) ? _live : _idle).CopyAsync(rig, name, cancellationToken));
        _streams = streams;
        _running.AddRange(live);
    }

    /// <summary>A minute in which nobody changes anything, once the operator has looked at every running channel.</summary>
    private async Task<AccountRest> RestAsync(int running)
    {
        var beginning = rig.Proxy.Watch();
        await Eventually.ShouldBeAsync(
            () => beginning.Count("medialive:ListAlerts") >= running, $"the alerts of {running} channels are read\n{rig.Operator.Tail()}", 600);
        await Task.Delay(Settling);
        var calls = rig.Proxy.Watch();
        var watch = Stopwatch.StartNew();
        await Task.Delay(Window);
        var (made, changes) = (calls.All(), calls.Changes().Where(c => !c.StartsWith("sqs:", StringComparison.Ordinal)));
        var budget = (await rig.Client.GetAsync(OnairResources.MediaProviders, AccountRig.Name, null)).Status?.Budget;
        return new(
            made.CountBy(o => o).ToDictionary(o => o.Key, o => o.Value / watch.Elapsed.TotalMinutes, StringComparer.Ordinal), [.. changes],
            Duration.Parse(budget?.AlertInterval), Duration.Parse(budget?.DriftCheckInterval));
    }

    private async Task<TimeSpan> LoseInputAsync(string name)
    {
        var channel = (await rig.Client.GetAsync(OnairResources.LiveStreams, name, AccountRig.Name)).Recorded.Resources.ChannelId!;
        var watch = Stopwatch.StartNew();
        await rig.SetReceivingAsync(channel, false);
        await rig.UntilAsync(name, s => AccountRig.Has(s, LiveStreamConditions.Receiving, ConditionStatus.False), 600);
        var known = watch.Elapsed;
        await rig.SetReceivingAsync(channel, true);
        await rig.UntilAsync(name, s => AccountRig.Has(s, LiveStreamConditions.Receiving, ConditionStatus.True), 600);
        return known;
    }

    /// <summary>From a user's edit until the proxy sees the call.</summary>
    private async Task<TimeSpan> StopChannelAsync()
    {
        var name = _running[^1];
        _running.RemoveAt(_running.Count - 1);
        var calls = rig.Proxy.Watch();
        var watch = Stopwatch.StartNew();
        await rig.Client.PatchAsync(OnairResources.LiveStreams, name, AccountRig.Name, Patch.Merge("""{"spec":{"state":"Stopped"}}"""));
        await Eventually.ShouldBeAsync(() => calls.Count("medialive:StopChannel") > 0, $"StopChannel of {name}\n{rig.Operator.Tail()}");
        var sent = watch.Elapsed;
        await rig.UntilAsync(name, s => AccountRig.Has(s, ConditionTypes.Ready, ConditionStatus.True) && s.Recorded.CurrentSessionId is null, 120);
        return sent;
    }

    private static async Task<IReadOnlyList<TimeSpan>> RepeatAsync(int times, Func<int, Task<TimeSpan>> measure)
    {
        var measured = new List<TimeSpan>();
        for (var i = 0; i < times; i++) measured.Add(await measure(i));
        return measured;
    }
}
