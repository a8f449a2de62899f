using System.Globalization;
using System.Text.Json;
using Onair.Connectors;

namespace Onair.Tests.Support;

/// <summary>The program of a connector's pod as a process of its own, on a free port.</summary>
public sealed class ConnectorProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-connector-");
    private readonly int _port = FreePorts.Take(1)[0];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private ChildProcess _process = null!;

    private ConnectorProcess()
    {
    }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it printed.</summary>
    public string Log => _process.ReadLog();

    /// <summary>Starts it with a plan.</summary>
    public static async Task<ConnectorProcess> StartAsync(ConnectorPlan plan)
    {
        var connector = new ConnectorProcess();
        var file = Path.Combine(connector._folder.FullName, "plan.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(plan, ConnectorJson.Default.ConnectorPlan));
        var environment = new Dictionary<string, string> { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{connector._port.ToString(CultureInfo.InvariantCulture)}" };
        connector._process = await ChildProcess.StartAsync(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Onair.Connector.dll"), file], Path.Combine(connector._folder.FullName, "log"), environment);
        return connector;
    }

    /// <summary>What it reports; null while it does not answer.</summary>
    public async Task<ConnectorReport?> ReportAsync()
    {
        try
        {
            return JsonSerializer.Deserialize(await GetAsync("/status"), ConnectorJson.Default.ConnectorReport);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public Task<string> GetAsync(string path) => _http.GetStringAsync(new Uri($"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}{path}"));

    /// <summary>Waits until a report holds.</summary>
    public async Task<ConnectorReport> UntilAsync(string what, Func<ConnectorReport, bool> holds, int seconds = 120)
    {
        ConnectorReport? last = null;
        await Eventually.ShouldBeAsync(
            async () => (last = await ReportAsync() ?? last) is { } report && holds(report),
            () => $"{what}; the last report was {(last is null ? "none" : JsonSerializer.Serialize(last, ConnectorJson.Default.ConnectorReport))}; it said:\n{_process.Tail()}", seconds);
        return last!;
    }

    /// <summary>The processes below it whose command line has all of these words.</summary>
    public IReadOnlyList<int> Children(params string[] words) =>
        [.. ProcessTree.Children(Id).Where(c => ProcessTree.CommandLine(c) is { Length: > 0 } line && words.All(w => line.Contains(w, StringComparison.Ordinal)))];

    /// <summary>All command lines of its processes, its own included.</summary>
    public string CommandLines() => string.Join('\n', ProcessTree.Children(Id).Prepend(Id).Select(ProcessTree.CommandLine));

    /// <summary>SIGTERM; returns how long it took to end.</summary>
    public async Task<TimeSpan> TerminateAsync()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        _process.Signal(Signals.Terminate);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _process.WaitForExitAsync(limit.Token);
        return clock.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
        await ScratchFolder.DeleteAsync(_folder);
    }
}
