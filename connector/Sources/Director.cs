using System.Threading.Channels;
using Onair.ConnectorPod.Encoders;
using Onair.ConnectorPod.Reports;
using Onair.Connectors;

namespace Onair.ConnectorPod.Sources;

/// <summary>Shows the first source that is ready, and runs those that are needed.</summary>
internal sealed partial class Director(Func<Action, IReadOnlyList<SourceKeeper>> keepers, Clock clock, ReportBoard board, ILogger<Director> log)
{
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _pictured = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first picture is shown.</summary>
    public Task Pictured => _pictured.Task;

    /// <summary>Directs until it is cancelled; all sources have then ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var sources = keepers(() => _changes.Writer.TryWrite(true));
        try
        {
            while (true)
            {
                SourceState[] states = [.. sources.Select(s => s.State)];
                Show(sources, SourceSelection.Shown(states));
                for (var index = 0; index < sources.Count; index++)
                {
                    if (SourceSelection.IsWanted(states, index)) sources[index].Start(cancellationToken);
                    else await sources[index].StopAsync();
                }

                await _changes.Reader.ReadAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the program.
        }
        finally
        {
            await Task.WhenAll(sources.Select(s => s.StopAsync()));
        }
    }

    private void Show(IReadOnlyList<SourceKeeper> sources, int? index)
    {
        var lane = index is { } shown ? sources[shown].Lane : null;
        var failure = sources[0].Failure;
        board.Showing(index, index == 0 ? null : failure?.Reason, index == 0 ? null : failure?.Message);
        if (lane == clock.Shown) return;
        clock.Shown = lane;
        if (lane is null)
        {
            LogNothing();
            return;
        }

        LogShown(index!.Value);
        board.Reached(ConnectorStages.Picture);
        _pictured.TrySetResult();
    }

    [LoggerMessage(LogLevel.Information, "Source {Index} is shown")]
    private partial void LogShown(int index);

    [LoggerMessage(LogLevel.Warning, "No source is ready: the last picture stays on air")]
    private partial void LogNothing();
}
