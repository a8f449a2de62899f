using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Onair.Tests.Support;

/// <summary>The program of a relay's pod as a process of its own, on a free port.</summary>
public sealed class RelayProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-relay-");
    private readonly int _port = FreePorts.Take(1)[0];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private ChildProcess _process = null!;

    private RelayProcess()
    {
    }

    /// <summary>What it printed.</summary>
    public string Log => _process.ReadLog();

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it for the URL with an id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="settings">Further settings, e.g. <c>Relay__IdleSeconds</c>.</param>
    public static async Task<RelayProcess> StartAsync(string id, params (string Name, string Value)[] settings)
    {
        var relay = new RelayProcess();
        var environment = new Dictionary<string, string>
        {
            ["Relay__Id"] = id,
            ["Relay__Port"] = relay._port.ToString(CultureInfo.InvariantCulture),
            ["Relay__Folder"] = Path.Combine(relay._folder.FullName, "live"),
        };
        foreach (var (name, value) in settings) environment[name] = value;
        relay._process = await ChildProcess.StartAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "Onair.Relay.dll")], Path.Combine(relay._folder.FullName, "log"), environment);
        await Eventually.ShouldBeAsync(async () => relay.HasExited || await relay.AnswersAsync(), () => $"the relay answers; it said:\n{relay._process.Tail()}", 60);
        return relay;
    }

    /// <summary>Tells it a URL; the status of its answer.</summary>
    public async Task<int> OrderAsync(string url)
    {
        using var answer = await _http.PostAsJsonAsync(At("/order"), new { url });
        return (int)answer.StatusCode;
    }

    /// <summary>Asks for a path.</summary>
    public async Task<(int Status, string Text)> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(At(path));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The bytes at a path.</summary>
    public Task<byte[]> BytesAsync(string path) => _http.GetByteArrayAsync(At(path));

    /// <summary>Waits for a state and a problem, e.g. <c>Live</c> and null.</summary>
    public async Task UntilAsync(string state, string? problem, int seconds = 60)
    {
        var last = "";
        await Eventually.ShouldBeAsync(
            async () =>
            {
                using var status = JsonDocument.Parse(last = (await GetAsync("/status")).Text);
                return status.RootElement.GetProperty("state").GetString() == state && (status.RootElement.TryGetProperty("problem", out var found) ? found.GetString() : null) == problem;
            },
            () => $"it is {state} {problem}; the last status was {last}; it said:\n{_process.Tail()}", seconds);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
        await ScratchFolder.DeleteAsync(_folder);
    }

    private Uri At(string path) => new($"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}{path}");

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await GetAsync("/healthz")).Status == 200;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
