using System.Globalization;
using Onair.ConnectorPod.Sources;
using Onair.Processes;

namespace Onair.ConnectorPod.Pages;

/// <summary>A private X display in memory, of the page's size, on which a browser draws as often as it is captured.</summary>
internal sealed class Display : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(10);

    private readonly ChildProcess _server;

    private Display(ChildProcess server, string name) => (_server, Name) = (server, name);

    /// <summary>As in the variable DISPLAY.</summary>
    public string Name { get; }

    public Task Ended => _server.Ended;

    /// <summary>Starts the server, and returns when it takes connections.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="frameRate">How often it is captured each second.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SourceFailure">It does not start.</exception>
    public static async Task<Display> StartAsync(int width, int height, int frameRate, CancellationToken cancellationToken)
    {
        // Xvfb would make it, but complains when it is not root.
        const string sockets = "/tmp/.X11-unix";
        if (!Directory.Exists(sockets)) Directory.CreateDirectory(sockets, (UnixFileMode)0b1_111_111_111);
        var screen = string.Create(CultureInfo.InvariantCulture, $"{width}x{height}x24");
        // -displayfd: it takes the first free display, and writes its number when it is ready.
        var server = await ChildProcess.StartAsync("Xvfb", ["-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp", "-noreset", "-ac", "-dpi", "96"], readOutput: true);
        try
        {
            using var reader = new StreamReader(server.Output);
            var number = await reader.ReadLineAsync(cancellationToken).AsTask().WaitAsync(StartTime, cancellationToken);
            if (string.IsNullOrWhiteSpace(number)) throw new SourceFailure("DisplayFailed", $"the display does not start: {server.LastWords}");
            await RefreshRate.SetAsync(number.Trim(), width, height, frameRate, cancellationToken);
            return new Display(server, $":{number.Trim()}");
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            throw e is TimeoutException ? new SourceFailure("DisplayFailed", "the display does not start in time") : e;
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
