using System.Diagnostics;
using System.Globalization;

namespace Onair.Tests.Integration.Events.Formats;

/// <summary><c>plain_sink.py</c>: a receiver as the earlier service's example, which refuses what has another member or type.</summary>
internal sealed class PlainSink : IAsyncDisposable
{
    private readonly Process _process;

    private PlainSink(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<PlainSink> StartAsync(string token)
    {
        var script = Path.Combine(Checkout.Root, "tests", "Integration", "Events", "Formats", "plain_sink.py");
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "python3", script]) { RedirectStandardOutput = true, Environment = { ["PLAIN_SINK_TOKEN"] = token } };
        var process = await Forks.StartAsync(start);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var port = int.Parse((await process.StandardOutput.ReadLineAsync(limit.Token))!, CultureInfo.InvariantCulture);
        return new(process, new($"http://127.0.0.1:{port}/events"));
    }

    /// <summary>The next request that it got: what it answered, and what it took the object for, <c>None</c> when for nothing.</summary>
    public async Task<(int Status, string Kind)> NextAsync(CancellationToken cancellationToken)
    {
        var parts = (await _process.StandardOutput.ReadLineAsync(cancellationToken))!.Split(' ');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
