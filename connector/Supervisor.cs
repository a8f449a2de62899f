using Onair.ConnectorPod.Encoders;
using Onair.ConnectorPod.Lanes;
using Onair.ConnectorPod.Pages;
using Onair.ConnectorPod.Pictures;
using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Processes;
using Onair.ConnectorPod.Push;
using Onair.ConnectorPod.Reports;
using Onair.ConnectorPod.Sources;
using Onair.Connectors;
using Onair.Guard;

namespace Onair.ConnectorPod;

/// <summary>Everything that a plan needs: sources, the clock, the encoder and the pushes.</summary>
internal sealed class Supervisor(ConnectorPlan plan, ReportBoard board, TimeProvider time, ILoggerFactory logs) : BackgroundService
{
    // Of the pod's time to end; what the encoder holds takes a part of it.
    private static readonly TimeSpan SendRest = TimeSpan.FromSeconds(1.5);

    private readonly PictureFormat _format = PictureFormat.Of(plan);
    private readonly AddressRules _rules = new(plan.AllowedCidrs);
    private readonly Redaction _redaction = new(plan);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SuperviseAsync(stoppingToken);
        }
        catch
        {
            Environment.ExitCode = 1; // the host itself would end with 0
            throw;
        }
    }

    private async Task SuperviseAsync(CancellationToken stoppingToken)
    {
        using var folder = new WorkFolder("onair-");
        var pool = new FramePool(_format);
        var lanes = plan.Sources.Select(_ => new Lane(_format, pool, time)).ToList();
        var clock = new Clock(_format, lanes, plan.Muted, board, time);
        using var calibration = new Calibration(folder, board, time, logs.CreateLogger<Calibration>());
        var director = new Director(
            changed => [.. plan.Sources.Select((s, i) => new SourceKeeper(i, Source(s, calibration), lanes[i], changed, board, time, logs.CreateLogger<SourceKeeper>()))],
            clock, board, logs.CreateLogger<Director>());
        using var clockStop = new CancellationTokenSource();
        var ticking = Task.Run(() => clock.RunAsync(clockStop.Token), CancellationToken.None);
        var directing = Task.Run(() => director.RunAsync(stoppingToken), CancellationToken.None);
        var pushing = PushAsync(director.Pictured, clock, folder, stoppingToken);
        // None of them ends before the program does: a defect that ends one ends the program, and Kubernetes starts it again.
        await await Task.WhenAny(ticking, directing, pushing);
        await pushing;
        await directing;
        await clockStop.CancelAsync();
        await ticking;
        foreach (var lane in lanes) lane.Dispose();
    }

    private async Task PushAsync(Task pictured, Clock clock, WorkFolder folder, CancellationToken stop)
    {
        // Nothing is pushed before there is something to see.
        await pictured.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stop.IsCancellationRequested) return;
        var queues = plan.Targets.Select(_ => new PushQueue()).ToList();
        using var abort = new CancellationTokenSource();
        var pushes = queues.Select((q, i) => Task.Run(() => new Pusher(i, plan, q, board, time, logs.CreateLogger<Pusher>()).RunAsync(abort.Token), CancellationToken.None)).ToList();
        await new Encoder(plan, folder, clock, queues, board, _redaction, time, logs.CreateLogger<Encoder>()).RunAsync(stop);
        foreach (var queue in queues) queue.Complete();
        abort.CancelAfter(SendRest);
        await Task.WhenAll(pushes);
    }

    private ISource Source(PlannedSource source, Calibration calibration) => source.Kind switch
    {
        PlannedSourceKind.Page => new PageSource(source, _format, _rules, calibration, board, _redaction, time),
        PlannedSourceKind.Media => new MediaSource(source, _rules, board, _redaction, time),
        _ => new ColorBarsSource(source.Kind == PlannedSourceKind.ColorBarsWithTone),
    };
}
