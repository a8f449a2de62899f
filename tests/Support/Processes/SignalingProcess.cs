using System.Globalization;
using System.Net.Http.Headers;

namespace Onair.Tests.Support;

/// <summary>A replica of the signaling service as a process of its own, with sites from a file or from a cluster.</summary>
public sealed class SignalingProcess : IAsyncDisposable
{
    /// <summary>The token of the operator's API.</summary>
    public const string OperatorToken = "operator-token-of-this-test-run";

    private readonly int[] _ports;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-signaling-");
    private readonly HttpClient _http = new();
    private readonly Dictionary<string, string> _environment;
    private ChildProcess? _process;

    private SignalingProcess(string database, IReadOnlyDictionary<string, string> sites, IReadOnlyDictionary<string, string>? settings, int? managementPort = null)
    {
        _ports = managementPort is { } management ? [FreePorts.Take(1)[0], management] : FreePorts.Take(2);
        _environment = new()
        {
            ["Signaling__Port"] = Text(_ports[0]),
            ["Signaling__ManagementPort"] = Text(_ports[1]),
            ["Signaling__Database"] = database,
            ["Signaling__OperatorToken"] = OperatorToken,
            ["Signaling__DrainSeconds"] = "1",
            ["Logging__LogLevel__Default"] = "Information",
        };
        foreach (var (name, value) in sites) _environment[name] = value;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) _environment[$"Signaling__{name}"] = value;
    }

    /// <summary>Where pages are served.</summary>
    public Uri Url => new($"http://127.0.0.1:{Text(_ports[0])}");

    /// <summary>Where the operator asks.</summary>
    public Uri ManagementUrl => new($"http://127.0.0.1:{Text(_ports[1])}");

    public string Log => _process?.ReadLog() ?? "";

    /// <summary>Starts one with the sites of a file, and returns when it is ready.</summary>
    public static Task<SignalingProcess> StartNewAsync(string database, string sites, string secrets, IReadOnlyDictionary<string, string>? settings = null) =>
        StartAsync(new(database, new Dictionary<string, string> { ["Signaling__SitesFile"] = sites, ["Signaling__SecretsFolder"] = secrets }, settings));

    /// <summary>Starts one with the sites of a cluster's namespace, and returns when it is ready.</summary>
    public static Task<SignalingProcess> StartInClusterAsync(
        string database, string kubeconfig, string ns, int managementPort, IReadOnlyDictionary<string, string>? settings = null) =>
        StartAsync(new(database, new Dictionary<string, string> { ["KUBECONFIG"] = kubeconfig, ["Signaling__WatchNamespace"] = ns }, settings, managementPort));

    private static async Task<SignalingProcess> StartAsync(SignalingProcess signaling)
    {
        signaling._process = await ServiceProgram.StartAsync("signaling", [], Path.Combine(signaling._folder.FullName, "signaling.log"), signaling._environment);
        await Eventually.ShouldBeAsync(signaling.IsReadyAsync, () => $"the signaling service is ready; it said:\n{signaling._process.Tail()}", seconds: 120);
        return signaling;
    }

    /// <summary>Asks the REST API with a token, and returns the answer's text.</summary>
    public async Task<string> GetAsync(Uri path, string token, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path.IsAbsoluteUri ? path : new Uri(Url, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd(accept);
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => _process!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _http.Dispose();
        await ScratchFolder.DeleteAsync(_folder);
    }

    private async Task<bool> IsReadyAsync()
    {
        _process!.HasExited.ShouldBeFalse(_process.Tail());
        try
        {
            using var answer = await _http.GetAsync(new Uri(ManagementUrl, "/readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
