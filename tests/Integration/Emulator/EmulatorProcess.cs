using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Onair.Tests.Integration.Emulator;

/// <summary>The real emulator in a process of its own, on free ports and a data directory that outlives it.</summary>
public sealed class EmulatorProcess : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("onair-emulator-").FullName;
    private readonly int _port = FreePort();
    private readonly int[] _rtmp = [FreePort(), FreePort()];
    private readonly double _delayScale;
    private Process? _process;

    private EmulatorProcess(double delayScale) => _delayScale = delayScale;

    /// <summary>Root of all APIs.</summary>
    public string Url => $"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}";

    public static async Task<EmulatorProcess> StartAsync(double delayScale = 0.02)
    {
        var emulator = new EmulatorProcess(delayScale);
        await emulator.StartAsync();
        return emulator;
    }

    /// <summary>Starts the process again on what the last one left.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Onair.Emulator.dll") } };
        start.Environment["Emulator__Urls"] = Url;
        start.Environment["Emulator__DataDirectory"] = _directory;
        start.Environment["Emulator__DelayScale"] = _delayScale.ToString(CultureInfo.InvariantCulture);
        start.Environment["Emulator__Seed__Buckets__0"] = "archive";
        start.Environment["Emulator__Seed__DistributionId"] = "ESEED";
        for (var i = 0; i < _rtmp.Length; i++) start.Environment[$"Emulator__RtmpPorts__{i}"] = _rtmp[i].ToString(CultureInfo.InvariantCulture);
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        _process = Process.Start(start)!;
        using var client = new HttpClient { BaseAddress = new Uri(Url) };
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await AnswersAsync(client, limit.Token))
        {
            _process.HasExited.ShouldBeFalse("the emulator ended before it answered");
            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>SIGKILL: nothing is written any more.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Runs a client with this emulator as its AWS and returns what it printed.</summary>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ENDPOINT"] = Url;
        start.Environment["AWS_ACCESS_KEY_ID"] = "onair";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "onair-secret";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_PAGER"] = "";
        using var client = Process.Start(start)!;
        var (output, errors) = (client.StandardOutput.ReadToEndAsync(), client.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            await client.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            client.Kill(entireProcessTree: true);
            throw;
        }

        client.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }

    /// <summary>Path of a script beside the tests.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Emulator", name);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        _process?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetAsync(new Uri("/healthz", UriKind.Relative), cancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
