using Onair.ConnectorPod.Devtools;
using Onair.ConnectorPod.Guarding;
using Onair.ConnectorPod.Lanes;
using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Reports;
using Onair.ConnectorPod.Sources;
using Onair.Connectors;

namespace Onair.ConnectorPod.Pages;

/// <summary>Opens the page of a source in a browser, waits until it is ready, and watches it.</summary>
internal sealed class PageShow(PlannedSource source, PageSession page, Lane lane, GuardProxy proxy, ReportBoard board, Redaction redaction, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(500);

    // A page whose script is busy does not answer: the next question comes soon.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3);

    private string _missing = "the page is not loaded";

    // When something last played. What plays while the page becomes ready counts: a meeting may end before it is first watched.
    private long? _played;

    /// <summary>Shows the page until it fails or is cancelled.</summary>
    /// <exception cref="SourceFailure">It failed.</exception>
    public async Task RunAsync(Action ready, CancellationToken cancellationToken)
    {
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            limit.CancelAfter(TimeSpan.FromSeconds(source.TimeoutSeconds));
            try
            {
                await BecomeReadyAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new SourceFailure("NotReady", $"not ready within {source.TimeoutSeconds:0.#} s: {_missing}");
            }
        }

        ready();
        await WatchAsync(cancellationToken);
    }

    private async Task BecomeReadyAsync(CancellationToken cancellationToken)
    {
        if (await page.NavigateAsync(source.Url!, cancellationToken) is { } error) throw NotOpened(error);
        while (await ProbeAsync(cancellationToken) is not { Loaded: true } || page.Url == "about:blank") await WaitAsync(Look, cancellationToken);
        if (PageWatch.IsError(page.Url)) throw NotOpened("net::ERR_FAILED");
        board.Reached(ConnectorStages.Page);
        await JoinAsync(cancellationToken);
        while (true)
        {
            var probe = await ProbeAsync(cancellationToken);
            if (probe?.HttpStatus >= 400) throw new SourceFailure("PageFailed", $"the page answers with status {probe.HttpStatus}");
            if (PageReadiness.Missing(source, probe, lane.Picture.IsDrawn, lane.Sound.Arrived > 0) is not { } missing) return;
            _missing = missing;
            await WaitAsync(Look, cancellationToken);
        }
    }

    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        if (source.JoinScript is not { } script) return;
        _missing = "the join script has not ended";
        try
        {
            await page.EvaluateAsync(script, cancellationToken);
        }
        catch (DevtoolsException e) when (!e.Message.Contains("navigat", StringComparison.OrdinalIgnoreCase) && !e.Message.Contains("destroyed", StringComparison.Ordinal))
        {
            // A script that submits a form ends with its document, which is no failure.
            throw new SourceFailure("JoinScriptFailed", $"the join script failed: {redaction.Hide(e.Message)}");
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var watch = new PageWatch(source, page.Url);
        var answered = time.GetTimestamp();
        while (true)
        {
            await WaitAsync(Watch, cancellationToken);
            if (await ProbeAsync(cancellationToken) is not null) answered = time.GetTimestamp();

            var sight = new PageSight(
                lane.Picture.StillFor, lane.Sound.SilentFor, _played is { } at ? time.GetElapsedTime(at) : null, time.GetElapsedTime(answered), page.Url);
            if (watch.Judge(sight) is { } failure) throw failure;
        }
    }

    private async Task<PageProbe?> ProbeAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTime);
        try
        {
            var probe = await PageProbe.AskAsync(page, source, limit.Token);
            if (probe.Playing > 0) _played = time.GetTimestamp();
            return probe;
        }
        catch (DevtoolsException)
        {
            return null; // between two documents
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private Task WaitAsync(TimeSpan length, CancellationToken cancellationToken) => Task.Delay(length, time, cancellationToken);

    // Before the document nothing else was asked for: what the guard refused was the page.
    private SourceFailure NotOpened(string error) => proxy.Refusal is { } refusal
        ? new("AddressRefused", $"the address is refused: {refusal}")
        : new("PageFailed", $"the page cannot be opened: {redaction.Hide(error)}");
}
