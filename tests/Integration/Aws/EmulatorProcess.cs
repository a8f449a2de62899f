using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.Runtime;

namespace Onair.Tests.Integration.Aws;

/// <summary>The emulator as its own process, on free ports, with its state in a temporary directory.</summary>
public sealed class EmulatorProcess : IAsyncLifetime
{
    public const string Region = "us-east-1";
    public const string AccountId = "000000000000";
    public const string Bucket = "archive";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("onair-emulator-");
    private readonly StringBuilder _output = new();
    private Process? _process;

    public string Url { get; private set; } = "";

    public BasicAWSCredentials Credentials { get; } = new("onair", "onair-secret");

    public BasicAWSCredentials WrongSecret { get; } = new("onair", "not-the-secret");

    /// <summary>The address, region and retries of a client that talks to the emulator.</summary>
    public T Configure<T>(T config)
        where T : ClientConfig
    {
        config.ServiceURL = Url;
        config.AuthenticationRegion = Region;
        config.MaxErrorRetry = 0;
        return config;
    }

    public async Task InitializeAsync()
    {
        var ports = FreePorts(3);
        Url = $"http://127.0.0.1:{ports[0]}";
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _data.FullName };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Onair.Emulator.dll"));
        start.Environment["Emulator__Urls"] = Url;
        start.Environment["Emulator__DataDirectory"] = _data.FullName;
        start.Environment["Emulator__AccountId"] = AccountId;
        start.Environment["Emulator__Region"] = Region;
        start.Environment["Emulator__DelayScale"] = "0";
        start.Environment["Emulator__RateLimit__Enabled"] = "false";
        start.Environment["Emulator__Seed__Buckets__0"] = Bucket;
        start.Environment["Emulator__RtmpPorts__0"] = ports[1].ToString(CultureInfo.InvariantCulture);
        start.Environment["Emulator__RtmpPorts__1"] = ports[2].ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Record;
        _process.ErrorDataReceived += Record;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient();
        await Eventually.TrueAsync(() => AnswersAsync(client), StartLimit, () => $"the emulator answers at {Url}; it said:\n{_output}");
    }

    public async Task DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        _data.Delete(recursive: true);
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var listener in listeners) listener.Start();
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }

    private async Task<bool> AnswersAsync(HttpClient client)
    {
        if (_process!.HasExited) throw new InvalidOperationException($"The emulator ended with {_process.ExitCode}:\n{_output}");
        try
        {
            return (await client.GetAsync(new Uri($"{Url}/healthz"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Record(object sender, DataReceivedEventArgs line)
    {
        lock (_output) _output.AppendLine(line.Data);
    }
}
