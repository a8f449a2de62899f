using Onair.ConnectorPod.Guarding;
using Onair.ConnectorPod.Lanes;
using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Processes;
using Onair.ConnectorPod.Reports;
using Onair.ConnectorPod.Sources;
using Onair.Connectors;
using Onair.Guard;

namespace Onair.ConnectorPod.Pages;

/// <summary>
/// A page in a browser of its own, with a display and a sound server of its own. When one of them dies all of them are started again: a browser
/// does not get over the loss of its display or of its sound.
/// </summary>
internal sealed class PageSource(
    PlannedSource source, PictureFormat format, AddressRules rules, Calibration calibration, ReportBoard board, Redaction redaction, TimeProvider time) : ISource
{
    private int Width => source.ViewportWidth ?? format.Width;

    private int Height => source.ViewportHeight ?? format.Height;

    /// <inheritdoc/>
    public async Task RunAsync(Lane lane, Action<SourceFailure?> changed, CancellationToken cancellationToken)
    {
        calibration.Prepare(cancellationToken);
        using var folder = new WorkFolder("page-");
        await using var proxy = new GuardProxy(rules);
        // Both have started, or have ended, when the next line is done.
        await using var sound = await StartedAsync(SoundServer.StartAsync(folder, time, cancellationToken), Display.StartAsync(Width, Height, format.FrameRate, cancellationToken));
        await using var display = sound.Display;
        await using var browser = await Browser.StartAsync(Width, Height, folder, proxy.Port, display, sound.Server, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var capture = new ScreenCapture(folder, display, sound.Server, board, redaction, time).RunAsync(lane, Width, Height, stop.Token);
        var show = ShowAsync(browser, lane, proxy, () => changed(null), stop.Token);
        try
        {
            var first = await Task.WhenAny(show, capture, display.Ended, sound.Server.Ended, browser.Ended, browser.Page.Crashed);
            cancellationToken.ThrowIfCancellationRequested();
            var failure = first == browser.Page.Crashed ? new SourceFailure("PageCrashed", "the page has crashed")
                // The browser ends with its display, but the display does not end with the browser.
                : display.Ended.IsCompleted ? new SourceFailure("DisplayExited", "the display has ended")
                : sound.Server.Ended.IsCompleted ? new SourceFailure("SoundExited", "the sound server has ended")
                : browser.Ended.IsCompleted ? new SourceFailure("BrowserExited", "the browser has ended")
                : await FailureOfAsync(first);
            changed(failure);
            throw failure;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(show, capture).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<SourceFailure> FailureOfAsync(Task ended)
    {
        try
        {
            await ended;
            return new SourceFailure("PageFailed", "the page is no longer shown");
        }
        catch (SourceFailure failure)
        {
            return failure;
        }
        catch (Exception e) when (e is Devtools.DevtoolsException or IOException)
        {
            return new SourceFailure("BrowserExited", "the browser can no longer be controlled");
        }
    }

    private async Task ShowAsync(Browser browser, Lane lane, GuardProxy proxy, Action ready, CancellationToken cancellationToken)
    {
        await calibration.ApplyAsync(browser.Page, lane, cancellationToken);
        await new PageShow(source, browser.Page, lane, proxy, board, redaction, time).RunAsync(ready, cancellationToken);
    }

    private async Task<Servers> StartedAsync(Task<SoundServer> sound, Task<Display> display)
    {
        try
        {
            await display;
            board.Reached(ConnectorStages.Display);
            await sound;
            board.Reached(ConnectorStages.Sound);
            return new Servers(await display, await sound);
        }
        catch
        {
            await Task.WhenAll(sound, display).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (display.IsCompletedSuccessfully) await (await display).DisposeAsync();
            if (sound.IsCompletedSuccessfully) await (await sound).DisposeAsync();
            throw;
        }
    }

    private sealed record Servers(Display Display, SoundServer Server) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
