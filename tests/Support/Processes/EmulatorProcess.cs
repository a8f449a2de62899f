using System.Globalization;
using Amazon.Runtime;

namespace Onair.Tests.Support;

/// <summary>The real emulator as a process of its own, on free ports, with its files in a directory that outlives a kill.</summary>
/// <param name="settings">Its configuration, e.g. <c>Emulator__DelayScale</c>, over the defaults.</param>
public class EmulatorProcess(IReadOnlyDictionary<string, string> settings) : IAsyncLifetime
{
    public const string Region = "us-east-1";
    public const string AccountId = "000000000000";
    public const string AccessKeyId = "onair";
    public const string SecretAccessKey = "onair-secret";

    private readonly int[] _ports = FreePorts.Take(4);
    private ChildProcess? _process;

    /// <summary>Its configuration over the defaults; a change takes effect at the next start.</summary>
    public Dictionary<string, string> Settings { get; } = new(settings);

    /// <summary>Root of all APIs, without a slash at the end.</summary>
    public string Url => $"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    public int Port => _ports[0];

    /// <summary>Where IVS's ingest takes RTMP and RTMPS.</summary>
    public (int Rtmp, int Rtmps) IngestPorts => (_ports[1], _ports[3]);

    public BasicAWSCredentials Credentials { get; } = new(AccessKeyId, SecretAccessKey);

    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("onair-emulator-");

    /// <summary>What the emulator keeps; it survives a kill.</summary>
    public string Data => Path.Combine(Folder.FullName, "data");

    /// <summary>The address, region and retries of a client that talks to the emulator.</summary>
    public T Configure<T>(T config)
        where T : ClientConfig
    {
        config.ServiceURL = Url;
        config.AuthenticationRegion = Region;
        config.MaxErrorRetry = 0;
        return config;
    }

    public Task InitializeAsync() => StartAsync();

    /// <summary>Starts it on what the last one left, and returns when it answers.</summary>
    public async Task StartAsync()
    {
        var environment = new Dictionary<string, string>
        {
            ["Emulator__Urls"] = Url,
            ["Emulator__DataDirectory"] = Data,
            ["Emulator__Region"] = Region,
            ["Emulator__AccountId"] = AccountId,
            ["Emulator__AccessKeyId"] = AccessKeyId,
            ["Emulator__SecretAccessKey"] = SecretAccessKey,
            ["Emulator__RtmpPorts__0"] = _ports[1].ToString(CultureInfo.InvariantCulture),
            ["Emulator__RtmpPorts__1"] = _ports[2].ToString(CultureInfo.InvariantCulture),
            ["Emulator__RtmpsPort"] = _ports[3].ToString(CultureInfo.InvariantCulture),
            ["Logging__LogLevel__Default"] = "Warning",
        };
        foreach (var (name, value) in Settings) environment[name] = value;
        _process = await ChildProcess.StartAsync(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Onair.Emulator.dll")], Path.Combine(Folder.FullName, "emulator.log"), environment);
        using var http = new HttpClient();
        await Eventually.ShouldBeAsync(() => AnswersAsync(http), () => $"the emulator answers at {Url}; it said:\n{_process.Tail()}", seconds: 120);
    }

    /// <summary>SIGKILL: nothing is written any more.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        await _process.DisposeAsync();
        _process = null;
    }

    public async Task DisposeAsync()
    {
        await KillAsync();
        await ScratchFolder.DeleteAsync(Folder);
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        _process!.HasExited.ShouldBeFalse($"the emulator ended before it answered:\n{_process.Tail()}");
        try
        {
            using var answer = await http.GetAsync(new Uri($"{Url}/healthz"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
