using System.Globalization;
using System.Net;

namespace Onair.Tests.Integration.Telemetry;

/// <summary>A replica of the gateway with player and telemetry, as a process of its own.</summary>
internal sealed class PlayerGateway : IAsyncDisposable
{
    private readonly int _port = FreePorts.Take(1)[0];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-player-gateway-");
    private readonly Dictionary<string, string> _environment;
    private ChildProcess? _process;

    public PlayerGateway(string kubeconfig, string ns, IEnumerable<(string Name, string Value)> settings)
    {
        _environment = new()
        {
            ["KUBECONFIG"] = kubeconfig,
            ["KeyServer__Enabled"] = "false",
            ["KeyServer__Port"] = _port.ToString(CultureInfo.InvariantCulture),
            ["Player__Enabled"] = "true",
            ["Player__Access"] = "Public",
            ["Player__WatchNamespace"] = ns,
            ["Player__DefaultNamespace"] = ns,
            ["Telemetry__Enabled"] = "true",
            ["Telemetry__TrustedProxies__0"] = "127.0.0.0/8",
            ["Telemetry__AllowedCidrs__0"] = "127.0.0.0/8",
            ["Logging__LogLevel__Default"] = "Information",
        };
        foreach (var (name, value) in settings) _environment[name] = value;
    }

    public Uri Url => new($"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}");

    public string Log => _process?.ReadLog() ?? "";

    /// <summary>Starts it, and returns when it is ready.</summary>
    public async Task StartAsync(HttpClient http)
    {
        _process = await ServiceProgram.StartAsync("gateway", [], Path.Combine(_folder.FullName, "gateway.log"), _environment);
        await Eventually.ShouldBeAsync(async () => (await HealthAsync(http)).Status == HttpStatusCode.OK, () => $"the gateway is ready; it said:\n{_process.Tail()}", seconds: 120);
    }

    /// <summary>What <c>/readyz</c> answers; 0 without an answer.</summary>
    public async Task<(HttpStatusCode Status, string Text)> HealthAsync(HttpClient http)
    {
        _process!.HasExited.ShouldBeFalse(_process.Tail());
        try
        {
            using var answer = await http.GetAsync(new Uri(Url, "/readyz"));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return (0, "");
        }
    }

    /// <summary>Returns when telemetry stores and delivers.</summary>
    public Task ReportsAsync(HttpClient http) => Eventually.ShouldBeAsync(async () => (await HealthAsync(http)).Text == "ok", () => $"telemetry is on; it said:\n{_process!.Tail()}", seconds: 60);

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        await _process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await ScratchFolder.DeleteAsync(_folder);
    }
}
