using System.Diagnostics;
using System.Net.Sockets;
using Onair.Tests.Integration.Media;

namespace Onair.Tests.Integration.ConnectorPod;

/// <summary>An RTMP server that records what is pushed to it: one file for each push.</summary>
internal sealed class RecordingIngest : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("onair-ingest-");
    private readonly int _port = FreePorts.Take(1)[0];
    private Process? _nginx;
    private int _runs;

    /// <summary>The recordings, in the order of the pushes.</summary>
    public IReadOnlyList<string> Recordings => [.. _directory.GetFiles("*.flv").OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.FullName)];

    public string Url(string key) => $"rtmp://127.0.0.1:{_port}/live/{key}";

    public static async Task<RecordingIngest> StartAsync()
    {
        var ingest = new RecordingIngest();
        await ingest.RunAsync();
        return ingest;
    }

    /// <summary>Starts it again after <see cref="KillAsync"/>.</summary>
    public async Task RunAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "nginx.conf"), Configuration(++_runs));
        _nginx = Tool.Start("nginx", ["-e", "stderr", "-p", _directory.FullName, "-c", "nginx.conf"]);
        await Eventually.ShouldBeAsync(ListensAsync, "nginx listens");
    }

    public async Task KillAsync()
    {
        if (_nginx is null) return;
        _nginx.Kill();
        await _nginx.WaitForExitAsync();
        _nginx.Dispose();
        _nginx = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await ScratchFolder.DeleteAsync(_directory);
    }

    // record_unique tells pushes apart by the second only, so runs have suffixes of their own.
    private string Configuration(int run) => $$"""
        load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
        daemon off; master_process off; pid nginx.pid; lock_file nginx.lock; error_log stderr warn;
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        events { worker_connections 512; }
        rtmp { access_log off; server { listen 127.0.0.1:{{_port}}; application live {
          live on; wait_key on; wait_video on; drop_idle_publisher 10s; record all; record_path {{_directory.FullName}}; record_unique on; record_suffix -{{run}}.flv;
        } } }
        """;

    private async Task<bool> ListensAsync()
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
