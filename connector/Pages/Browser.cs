using System.Text.RegularExpressions;
using Onair.ConnectorPod.Devtools;
using Onair.ConnectorPod.Processes;
using Onair.ConnectorPod.Sources;
using Onair.Processes;

namespace Onair.ConnectorPod.Pages;

/// <summary>A Chromium with one page, full screen in a display.</summary>
internal sealed partial class Browser : IAsyncDisposable
{
    // Debian's wrapper is a shell script that adds extensions and settings of its own.
    private const string Program = "/usr/lib/chromium/chromium";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _process;
    private readonly DevtoolsConnection _connection;

    private Browser(ChildProcess process, DevtoolsConnection connection, PageSession page) => (_process, _connection, Page) = (process, connection, page);

    public PageSession Page { get; }

    public Task Ended => _process.Ended;

    /// <summary>Starts it, and returns when its empty page can be used.</summary>
    /// <exception cref="SourceFailure">It does not start.</exception>
    public static async Task<Browser> StartAsync(
        int width, int height, WorkFolder folder, int proxyPort, Display display, SoundServer sound, CancellationToken cancellationToken)
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var environment = new Dictionary<string, string?>
        {
            ["DISPLAY"] = display.Name,
            ["PULSE_SERVER"] = sound.Address,
            ["PULSE_SINK"] = "page",
            ["PULSE_SOURCE"] = "quiet",
            ["HOME"] = folder.Path,
            ["XDG_CONFIG_HOME"] = folder.Path,
            ["XDG_CACHE_HOME"] = folder.Path,
            ["TMPDIR"] = folder.Path,
            ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:",
            ["PULSE_LATENCY_MSEC"] = null,
        };
        var arguments = BrowserArguments.Build(width, height, folder.File("profile"), proxyPort, await Sandbox.IsPossibleAsync());
        var process = await ChildProcess.StartAsync(Program, arguments, environment, line =>
        {
            if (Listening().Match(line) is { Success: true } found) address.TrySetResult(new Uri(found.Groups[1].Value));
        }, tree: true);
        DevtoolsConnection? connection = null;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(StartTime);
            if (await Task.WhenAny(address.Task, process.Exited).WaitAsync(limit.Token) != address.Task)
                throw new SourceFailure("BrowserExited", $"the browser does not start: {process.LastWords}");
            connection = await DevtoolsConnection.OpenAsync(await address.Task, limit.Token);
            return new Browser(process, connection, await PageSession.AttachAsync(connection, limit.Token));
        }
        catch (Exception e)
        {
            if (connection is not null) await connection.DisposeAsync();
            await process.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw e is SourceFailure ? e : new SourceFailure("BrowserExited", "the browser does not start in time");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _process.DisposeAsync();
    }

    [GeneratedRegex("^DevTools listening on (ws://127.0.0.1:[0-9]+/.+)$")]
    private static partial Regex Listening();
}
