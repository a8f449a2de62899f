using System.Diagnostics;
using System.Globalization;
using Onair.Tests.Integration.EveryKind;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.Storm;

/// <summary>
/// Objects of every kind come, change and go while the operator is killed again and again, each time in the middle of its work. In the end each
/// that is left has what one has that lived in peace, and nothing is left of the others.
/// </summary>
[Trait("Category", "Soak")]
[Collection(ControlPlaneCollection.Name)]
public sealed class StormTests(EveryKindRig rig, ITestOutputHelper output) : IClassFixture<EveryKindRig>
{
    private const int Each = 3;

    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kills_leave_nothing_over_and_nothing_out()
    {
        var random = new Random(int.Parse(Environment.GetEnvironmentVariable("ONAIR_SEED") ?? "1", CultureInfo.InvariantCulture));
        var kinds = KindShapes.All.Where(kind => kind.HasExternalResources).ToList();
        var peaceful = kinds.Select(kind => new StormLife(rig, kind, "calm", new Random(0))).ToList();
        await Task.WhenAll(peaceful.Select(life => life.CreateAsync()));
        await Task.WhenAll(peaceful.Select(life => life.SettleAsync()));
        // A broadcast has objects alone, and none before somebody uploads.
        foreach (var life in peaceful.Where(life => life.Kind is { UsesProvider: true, Kind: not "HlsBroadcast" })) (await OfAsync(life.Uid)).ShouldNotBeEmpty(life.Kind.ToString());

        var lives = kinds.SelectMany(kind => Enumerable.Range(0, Each).Select(n => new StormLife(rig, kind, $"storm{n}", new Random(random.Next())))).ToList();
        var (watch, start) = (Stopwatch.StartNew(), rig.Calls.Count);
        using var end = new CancellationTokenSource(Lasting);
        var storm = lives.Select(life => life.StormAsync(end.Token)).ToList();
        var kills = 0;
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 + (random.NextDouble() * 5)));
            await rig.RestartOperatorAsync();
            kills++;
        }

        await Task.WhenAll(storm);
        var stormed = watch.Elapsed;
        await Task.WhenAll(lives.Select(life => life.SettleAsync()));
        var settled = watch.Elapsed;
        var calls = rig.Calls.Between(start, rig.Calls.Count).Where(call => call.IsOfProvider).GroupBy(call => call.Operation).OrderByDescending(calls => calls.Count());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lives.Sum(life => life.Created)} objects of {kinds.Count} kinds and shapes, {kills} kills in {stormed.TotalSeconds:0} s, settled {(settled - stormed).TotalSeconds:0} s later"));
        output.WriteLine(string.Join(", ", calls.Select(some => $"{some.Key} {some.Count()}")));

        List<string> odd = [];
        foreach (var life in lives.Where(life => life.Exists))
        {
            var (has, calm) = (await OfAsync(life.Uid), await OfAsync(peaceful.Single(one => one.Kind == life.Kind).Uid));
            if (has != calm) odd.Add($"{life.Kind} {life.Uid} has {has}; in peace it has {calm}");
        }

        odd.ShouldBeEmpty();
        await Task.WhenAll(lives.Concat(peaceful).Select(life => life.DeleteAsync()));
        (await Leftovers.OfAsync(rig, [.. lives.Concat(peaceful).SelectMany(life => life.Uids)])).ShouldBeEmpty();
    }

    private async Task<string> OfAsync(string uid) => string.Join(", ", await Leftovers.OfAsync(rig, [uid]));
}
