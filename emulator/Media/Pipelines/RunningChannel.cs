using System.Buffers;
using System.Threading.Channels;
using Onair.Emulator.Media.Archive;
using Onair.Primitives;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>
/// A channel on air: pullers feed the switch, the switch feeds an encoder for as long as there is input, the encoder's
/// outputs are cut into segments. Without input it waits; a failed encoder is replaced.
/// </summary>
internal sealed partial class RunningChannel : IDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(100);

    private readonly ChannelPlan _plan;
    private readonly ChannelServices _services;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Puller[] _pullers;
    private readonly InputSwitch _switch;
    private readonly Lock _switchLock = new();
    private readonly Channel<SourceChunk> _input = Channel.CreateBounded<SourceChunk>(256);
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly RestartBackoff _backoff;
    private readonly Task _work;
    private readonly Lock _outputsLock = new();
    private PackagePlan? _package;
    private IReadOnlyList<ArchiveWriter> _archives;
    private RunOutputs? _outputs;
    private Transcoder? _transcoder;

    public RunningChannel(ChannelPlan plan, ChannelServices services)
    {
        (_plan, _services, _log, _package) = (plan, services, services.Log, plan.Package);
        _switch = new InputSwitch(plan.Pipelines.Count, services.Time);
        _backoff = new RestartBackoff(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), services.Time);
        _archives = [.. plan.Archives.Select(a => new ArchiveWriter(plan.ChannelId, a, services.Spool))];
        _pullers =
        [
            .. plan.Pipelines.Select((p, source) => new Puller(source, p, SourceReaders.Of(p, services), services.Time, services.Log)),
        ];
        _work = Task.Run(RunAsync);
    }

    /// <summary>Process id of the encoder, for tests and the admin page; null between runs.</summary>
    public int? EncoderProcessId => _transcoder?.ProcessId;

    public ChannelPlan Plan => _plan;

    /// <summary>What each pipeline sees.</summary>
    public IReadOnlyList<PipelineHealth> Health()
    {
        lock (_switchLock)
        {
            return
            [
                .. _plan.Pipelines.Select((p, source) =>
                {
                    var (receiving, detail) = _switch.Describe(source);
                    return new PipelineHealth(p.Pipeline, receiving, $"{detail}, {_pullers[source].From}", _pullers[source].Unreachable);
                }),
            ];
        }
    }

    /// <summary>Packages for these endpoints from the next segment on.</summary>
    public void Update(PackagePlan package)
    {
        lock (_outputsLock)
        {
            _package = package;
            _outputs?.Apply(package);
        }
    }

    /// <summary>A pipeline fails and records nothing until it is restored. Viewers of a channel with two are served by the other one.</summary>
    public void Fail(int pipeline)
    {
        lock (_outputsLock)
        {
            foreach (var archive in _archives.Where(a => a.Pipeline == pipeline)) archive.Fail();
        }
    }

    /// <summary>The pipelines that failed record again, as a plan of the time of their restart says.</summary>
    public void Restore(ChannelPlan plan)
    {
        lock (_outputsLock)
        {
            _archives = [.. _archives.Zip(plan.Archives, (a, again) => a.HasFailed ? new ArchiveWriter(plan.ChannelId, again, _services.Spool) : a)];
            _outputs?.Record(_archives);
        }
    }

    /// <summary>Ends the run; returns when the last segments are complete, those of the archive stored too.</summary>
    public async Task StopAsync(bool waitForArchive, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _work.WaitAsync(cancellationToken);
        if (waitForArchive) await _services.Spool.DrainAsync(_plan.ChannelId, cancellationToken);
    }

    public void Dispose() => _stop.Dispose();

    private TimeSpan Now => _services.Time.GetElapsedTime(0);

    private async Task RunAsync()
    {
        var feeds = Task.WhenAll([.. _pullers.Select(p => p.RunAsync(_input.Writer, _stop.Token)), TickAsync()]);
        try
        {
            await foreach (var chunk in _input.Reader.ReadAllAsync(_stop.Token)) await HandleAsync(chunk);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // Stopped; an encoder that failed in the same moment is ended below like any other.
        }

        await EndRunAsync();
        await feeds.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task TickAsync()
    {
        while (true)
        {
            await Task.Delay(TickInterval, _services.Time, _stop.Token);
            await _input.Writer.WriteAsync(SourceChunk.Tick(Now), _stop.Token);
        }
    }

    private async Task HandleAsync(SourceChunk chunk)
    {
        try
        {
            var step = Switch(chunk);
            if ((step & SwitchStep.EndsRun) != 0) await EndRunAsync();
            if ((step & SwitchStep.BeginsRun) != 0) await BeginRunAsync();
            if (_output.WrittenCount > 0 && _transcoder is not null) await _transcoder.WriteAsync(_output.WrittenMemory, _stop.Token);
        }
        catch (Exception exception) when (!_stop.IsCancellationRequested) // the encoder died, or the disk is full: try again
        {
            LogEncoderFailed(_plan.ChannelId, _transcoder?.LastWords ?? "", exception);
            lock (_switchLock) _switch.Abandon();
            await EndRunAsync();
            await _backoff.WaitAsync(_stop.Token);
        }
        finally
        {
            _output.ResetWrittenCount();
        }
    }

    private SwitchStep Switch(SourceChunk chunk)
    {
        lock (_switchLock)
        {
            if (chunk.Source < 0) return _switch.Decide(chunk.At);
            if (chunk.Buffer is null) return _switch.Disconnect(chunk.Source, chunk.At);
            var step = _switch.Feed(chunk.Source, chunk.Buffer.AsSpan(0, chunk.Length), chunk.At, _output);
            ArrayPool<byte>.Shared.Return(chunk.Buffer);
            return step;
        }
    }

    private async Task BeginRunAsync()
    {
        lock (_outputsLock) _outputs = new RunOutputs(_services, _plan.Renditions, _switch.Clock!, _package, _archives);
        _backoff.Started();
        _transcoder = await Transcoder.StartAsync(
            _services.Directory, _plan.Renditions, _outputs, _switch.Layout!.AudioPid >= 0);
        LogRunBegan(_plan.ChannelId, _switch.Active ?? 0);
    }

    private async Task EndRunAsync()
    {
        if (_transcoder is not { } transcoder) return;
        try
        {
            await transcoder.CompleteAsync();
            LogRunEnded(_plan.ChannelId);
        }
        catch (Exception exception) // a failure to write must not affect the next run
        {
            LogEncoderFailed(_plan.ChannelId, transcoder.LastWords, exception);
        }

        await transcoder.DisposeAsync();
        lock (_outputsLock) _outputs = null;
        _transcoder = null; // not before its last segment is published
    }
}
