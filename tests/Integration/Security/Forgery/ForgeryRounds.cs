using System.Diagnostics;
using System.Text;
using Onair.Tests.Integration.EveryKind;

namespace Onair.Tests.Integration.Security.Forgery;

/// <summary>Some kinds at the same time, in steps: they mostly wait for the operator to come to rest.</summary>
internal sealed class ForgeryRounds(ForgeryRig rig, IReadOnlyList<KindShape> kinds)
{
    // More keep a small machine so busy that the operator loses its Lease.
    private const int AtOnce = 4;

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly Lock _lock = new();
    private readonly StringBuilder _trace = new();
    private Task<IReadOnlyDictionary<string, ForgeryRun>>? _all;

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ForgeryRounds> All(ForgeryRig rig) => [.. KindShapes.All.Chunk(AtOnce).Select(kinds => new ForgeryRounds(rig, kinds))];

    /// <summary>Whether a kind is among these.</summary>
    public bool Has(string kind) => kinds.Any(known => known.ToString() == kind);

    /// <summary>How long the steps took.</summary>
    public string Trace => _trace.ToString();

    /// <summary>The run of a kind, once all have ended.</summary>
    public async Task<ForgeryRun> OfAsync(string kind)
    {
        lock (_lock) _all ??= RunAsync();
        return (await _all)[kind];
    }

    private async Task<IReadOnlyDictionary<string, ForgeryRun>> RunAsync()
    {
        var all = kinds.ToDictionary(kind => kind.ToString(), kind => new ForgeryRun(rig, kind, KindShapes.Crds.Single(crd => crd.Kind == kind.Kind)));
        await StepAsync("the victims", run => run.PrepareAsync());
        await StepAsync("the pause of the victims", run => run.PauseAsync());
        await StepAsync("the thieves", run => run.EquipAsync());
        var moments = new[] { "before its first round", "when settled", "before its deletion" };
        for (var number = 0; number < moments.Length; number++)
        {
            var (moment, delete) = (moments[number], number == moments.Length - 1);
            if (number > 0) await StepAsync($"the pause {moment}", run => run.PauseThievesAsync());
            // Events are delivered whether or not their object is paused.
            var start = rig.Calls.Count;
            await Task.WhenAll(all.Values.Select(run => run.ForgeAsync(moment, number)));
            await StepAsync(moment, run => run.ReleaseAsync(number, delete));
            foreach (var run in all.Values) run.Judge(moment, number, start, rig.Calls.Count, delete);
        }

        foreach (var run in all.Values) await run.CompareAsync();
        await Task.WhenAll(all.Values.Select(run => run.EndAsync()));
        return all;

        async Task StepAsync(string what, Func<ForgeryRun, Task> act)
        {
            var (watch, start) = (Stopwatch.StartNew(), rig.Calls.Count);
            await Task.WhenAll(all.Values.Select(act));
            var acted = watch.Elapsed;
            await Task.Delay(Calm);
            while (rig.Calls.Quiet < Calm && watch.Elapsed - acted < Longest) await Task.Delay(100);
            _trace.AppendLine($"{what}: {acted.TotalSeconds:0.0} s, then at rest after {(watch.Elapsed - acted).TotalSeconds:0.0} s, {rig.Calls.Count - start} calls");
        }
    }
}
