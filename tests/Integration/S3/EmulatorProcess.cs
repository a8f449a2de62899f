using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Onair.Tests.Integration.S3;

/// <summary>The emulator as a process of its own, with its files in a directory that outlives a kill.</summary>
public sealed class EmulatorProcess : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("onair-");
    private readonly List<string> _output = [];
    private Process? _process;

    public Uri Url { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>For the clients' files.</summary>
    public string Scratch => _directory.CreateSubdirectory("scratch").FullName;

    public string Data => Path.Combine(_directory.FullName, "data");

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync()
    {
        await KillAsync();
        _directory.Delete(recursive: true);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Onair.Emulator.dll") },
            WorkingDirectory = _directory.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Emulator__Urls"] = Url.ToString(),
                ["Emulator__DataDirectory"] = Data,
                ["Emulator__RtmpPorts__0"] = $"{FreePort()}",
                ["Emulator__RtmpPorts__1"] = $"{FreePort()}",
            },
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var http = new HttpClient();
        while (true)
        {
            try
            {
                using var _ = await http.GetAsync(Url, timeout.Token);
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(50, timeout.Token);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The emulator did not start:\n{Output()}", error);
            }
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output) _output.Add(line.Data ?? "");
    }

    private string Output()
    {
        lock (_output) return string.Join('\n', _output);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
