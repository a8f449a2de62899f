using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Onair.Tests.Support;

/// <summary>The real operator as a process of its own.</summary>
/// <param name="kubeconfig">How it reaches the API server.</param>
/// <param name="ns">The only namespace that it watches, and its Lease's.</param>
internal sealed partial class OperatorProcess(string kubeconfig, string ns) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-operator-");
    private readonly int _port = FreePorts.Take(1)[0];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private ChildProcess? _process;

    /// <summary>Its configuration; takes effect at the next start.</summary>
    public Dictionary<string, string> Settings { get; } = new()
    {
        ["Onair__TransitionPollSeconds"] = "0.3",
        ["Onair__RunningPollSeconds"] = "0.5",
        ["Onair__IdlePollSeconds"] = "1",
        ["Onair__DriftCheckSeconds"] = "1000000",
        ["Onair__SweepSeconds"] = "0.5",
        ["Onair__ReadLagSeconds"] = "1",
        ["Onair__DeploymentSeconds"] = "5",
        ["Onair__InputGraceSeconds"] = "10",
    };

    public string Url => $"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Starts the process and returns when it listens, or was killed before it did.</summary>
    public async Task StartAsync()
    {
        var environment = new Dictionary<string, string>(Settings)
        {
            ["KUBECONFIG"] = kubeconfig,
            ["ASPNETCORE_URLS"] = Url,
            ["Onair__WatchNamespace"] = ns,
            ["Onair__LeaseNamespace"] = ns,
            ["Logging__LogLevel__Default"] = "Information",
            ["Logging__LogLevel__Onair"] = "Debug",
        };
        _process = await ServiceProgram.StartAsync("operator", [], Path.Combine(_folder.FullName, "operator.log"), environment);
        await Eventually.ShouldBeAsync(
            async () => _process is null || await StatusAsync("/healthz") == HttpStatusCode.OK, () => $"the operator answers at {Url}; it said:\n{Tail()}", seconds: 120);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>The status of a page; null when nothing answers.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Url + path));
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public Task<string> MetricsAsync() => _http.GetStringAsync(new Uri($"{Url}/metrics"));

    /// <summary>What the process has written to the API server, by verb and resource; its Lease does not count.</summary>
    public async Task<IReadOnlyDictionary<string, long>> WritesAsync() =>
        Request().Matches(await MetricsAsync())
            .Select(m => (Verb: Label(m, "verb"), Resource: Label(m, "resource"), Count: long.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)))
            .Where(r => r.Verb is not ("get" or "list" or "watch") && r.Resource != "leases")
            .GroupBy(r => $"{r.Verb} {r.Resource}")
            .ToDictionary(g => g.Key, g => g.Sum(r => r.Count));

    public string Tail(int lines = 30) => _process?.Tail(lines) ?? "it does not run";

    public string Log() => File.Exists(LogPath) ? File.ReadAllText(LogPath) : "";

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
        await ScratchFolder.DeleteAsync(_folder);
    }

    private string LogPath => Path.Combine(_folder.FullName, "operator.log");

    private static string Label(Match line, string name) => Regex.Match(line.Groups[1].Value, $"{name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex(@"^onair_apiserver_requests_total\{([^}]*)\} ([0-9]+)", RegexOptions.Multiline)]
    private static partial Regex Request();
}
