using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Onair.Tests.Support;

/// <summary>The real gateway with its key server as a process of its own, on free ports.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    /// <summary>AES-128 for HLS, the one system that the key server has.</summary>
    public const string SystemId = "81376844-f976-481e-a84e-cc25d39b0b33";

    private readonly int[] _ports = FreePorts.Take(2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-gateway-");
    private readonly Dictionary<string, string> _environment;
    private readonly HttpClient _http = new();
    private ChildProcess? _process;

    private GatewayProcess() => _environment = new()
    {
        ["KeyServer__MasterSecret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        ["KeyServer__TokenSecret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        ["KeyServer__CallerSecret"] = CallerSecret,
        ["KeyServer__PublicUrl"] = Url,
        ["KeyServer__Port"] = _ports[0].ToString(CultureInfo.InvariantCulture),
        ["KeyServer__SpekePort"] = _ports[1].ToString(CultureInfo.InvariantCulture),
        ["Logging__LogLevel__Default"] = "Warning",
    };

    /// <summary>Where viewers fetch keys, without a slash at the end.</summary>
    public string Url => $"http://127.0.0.1:{_ports[0].ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Where packagers ask for keys.</summary>
    public Uri SpekeUrl => new($"http://127.0.0.1:{_ports[1].ToString(CultureInfo.InvariantCulture)}/speke/v1.0/copyProtection");

    /// <summary>What a packager has to show.</summary>
    public string CallerSecret { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Settles ports and secrets; nothing runs yet.</summary>
    public static GatewayProcess Prepare() => new();

    /// <summary>Starts it, with the same secrets each time, and returns when it answers.</summary>
    public async Task StartAsync()
    {
        _process = await ServiceProgram.StartAsync("gateway", [], Path.Combine(_folder.FullName, "gateway.log"), _environment);
        await Eventually.ShouldBeAsync(AnswersAsync, () => $"the gateway answers at {Url}; it said:\n{_process.Tail()}", seconds: 120);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>A viewer's token for a content, valid for an hour, as the program's command prints it.</summary>
    public async Task<string> TokenAsync(string contentId)
    {
        var log = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.token");
        await using var command = await ServiceProgram.StartAsync("gateway", ["token", "--content-id", contentId, "--ttl", "1h"], log, _environment);
        await command.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
        return command.ReadLog().Trim();
    }

    /// <summary>Fetches a key as a viewer with a token does.</summary>
    public async Task<byte[]> KeyAsync(string uri, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
        await ScratchFolder.DeleteAsync(_folder);
    }

    private async Task<bool> AnswersAsync()
    {
        _process!.HasExited.ShouldBeFalse($"the gateway ended before it answered:\n{_process.Tail()}");
        try
        {
            using var answer = await _http.GetAsync(new Uri($"{Url}/healthz"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
