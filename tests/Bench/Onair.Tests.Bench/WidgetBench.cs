using System.Collections.Concurrent;
using System.Globalization;
using Onair.Kubernetes;
using WidgetOperator;

namespace Onair.Tests.Bench;

/// <summary>One run of the widget contract: cold start over N objects, then a trickle.</summary>
internal sealed class WidgetBench(string operatorPath, int count, int concurrent) : IDisposable
{
    private const int Trickle = 200;
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, long> _created = [];
    private readonly ConcurrentDictionary<string, long> _ready = [];
    private readonly SemaphoreSlim _change = new(0);
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(10));

    public async Task<WidgetResult> RunAsync()
    {
        var plane = new ControlPlane();
        await plane.InitializeAsync();
        try
        {
            await plane.ApplyAsync(Path.Combine(AppContext.BaseDirectory, "widget.crd.yaml"));
            await using var cloud = await FakeCloud.StartAsync();
            return await MeasureAsync(plane, cloud);
        }
        finally
        {
            await _limit.CancelAsync();
            await plane.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _change.Dispose();
        _limit.Dispose();
    }

    private async Task<WidgetResult> MeasureAsync(ControlPlane plane, FakeCloud cloud)
    {
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = _limit.Token }, async (i, cancellationToken) => await CreateAsync(plane, $"cold-{i}", cancellationToken));
        var informer = new Informer<Widget>(plane.Client, Widget.Type);
        informer.Subscribe(Note);
        var watching = informer.RunAsync(_limit.Token);
        await informer.WaitForSyncAsync(_limit.Token);
        var writesBefore = await ServerWritesAsync(plane);

        var started = TimeProvider.System.GetTimestamp();
        var environment = new Dictionary<string, string>
        {
            ["KUBECONFIG"] = plane.KubeconfigPath,
            ["CLOUD_URL"] = cloud.Url,
            ["MAX_CONCURRENT"] = concurrent.ToString(CultureInfo.InvariantCulture),
        };
        await using var process = await ChildProcess.StartAsync(operatorPath, [], Path.GetTempFileName(), environment);
        await WaitReadyAsync(count, process);
        var ready = Elapsed(started, _ready.Values.Max());
        var cold = ProcessUse.Of(process.Id);
        var firstCall = Elapsed(started, cloud.FirstCall);

        await TrickleAsync(plane, process);
        await Task.Delay(TimeSpan.FromSeconds(10), _limit.Token);
        var idle = ProcessUse.Of(process.Id);
        await _limit.CancelAsync();
        await watching;
        var objects = count + Trickle;
        var writes = await ServerWritesAsync(plane) - writesBefore - Trickle;
        var waits = Enumerable.Range(0, Trickle).Select(i => $"trickle-{i}").Select(n => Elapsed(_created[n], _ready[n]).TotalMilliseconds).Order().ToList();
        return new WidgetResult(
            count, ready, waits[Trickle / 2], waits[(int)(Trickle * 0.99)], cold.Cpu, idle.Peak, idle.Resident, firstCall,
            (double)writes / objects, (double)cloud.Total / objects, cloud.PerObject);
    }

    private async Task TrickleAsync(ControlPlane plane, ChildProcess process)
    {
        using var pace = new PeriodicTimer(Spacing);
        for (var i = 0; i < Trickle; i++)
        {
            await pace.WaitForNextTickAsync(_limit.Token);
            await CreateAsync(plane, $"trickle-{i}", _limit.Token);
        }
        await WaitReadyAsync(count + Trickle, process);
    }

    private async Task CreateAsync(ControlPlane plane, string name, CancellationToken cancellationToken)
    {
        var widget = new Widget { Metadata = { Name = name, Namespace = "default" }, Spec = { Size = 10, Region = "eu-central-1", Image = "example/widget:1", Tags = new() { ["team"] = "a" } } };
        await plane.Client.CreateAsync(Widget.Type, widget, cancellationToken);
    }

    /// <summary>Both ends of the trickle's wait are seen by the same watch.</summary>
    private void Note(InformerEvent<Widget> e)
    {
        var now = TimeProvider.System.GetTimestamp();
        var name = e.Object.Metadata.Name!;
        if (e.Type == InformerEventType.Added) _created.TryAdd(name, now);
        if (e.Object.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true && _ready.TryAdd(name, now)) _change.Release();
    }

    private async Task WaitReadyAsync(int wanted, ChildProcess process)
    {
        while (_ready.Count < wanted)
        {
            if (process.HasExited) throw new InvalidOperationException($"the operator has ended: {process.Tail()}");
            await _change.WaitAsync(TimeSpan.FromSeconds(1), _limit.Token);
        }
    }

    /// <summary>PUT, PATCH, POST and DELETE of widgets that the API server has counted.</summary>
    private static async Task<long> ServerWritesAsync(ControlPlane plane) =>
        (await plane.KubectlAsync("get", "--raw", "/metrics")).Split('\n')
            .Where(l => l.StartsWith("apiserver_request_total{", StringComparison.Ordinal) && l.Contains("resource=\"widgets\"", StringComparison.Ordinal))
            .Where(l => !l.Contains("verb=\"LIST\"", StringComparison.Ordinal) && !l.Contains("verb=\"WATCH\"", StringComparison.Ordinal) && !l.Contains("verb=\"GET\"", StringComparison.Ordinal))
            .Sum(l => (long)double.Parse(l.Split(' ')[^1], CultureInfo.InvariantCulture));

    private static TimeSpan Elapsed(long from, long to) => TimeProvider.System.GetElapsedTime(from, to);
}
