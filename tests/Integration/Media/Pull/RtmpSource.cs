using System.Diagnostics;
using System.Net.Sockets;

namespace Onair.Tests.Integration.Media.Pull;

/// <summary>Somebody else's RTMP server: an nginx-rtmp with the application <c>live</c>.</summary>
internal sealed class RtmpSource : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("onair-rtmp-");
    private readonly Process _nginx;

    private RtmpSource(int port)
    {
        Port = port;
        File.WriteAllText(Path.Combine(_directory.FullName, "nginx.conf"), $$"""
            load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
            daemon off; master_process off; pid nginx.pid; lock_file nginx.lock; error_log stderr warn;
            events { worker_connections 512; }
            rtmp { access_log off; server { listen 127.0.0.1:{{port}}; application live { live on; wait_key on; idle_streams off; } } }
            """);
        _nginx = Tool.Start("nginx", ["-e", "stderr", "-p", _directory.FullName, "-c", "nginx.conf"]);
    }

    public int Port { get; }

    public static async Task<RtmpSource> StartAsync()
    {
        var source = new RtmpSource(FreePorts.Take(1)[0]);
        await Eventually.ShouldBeAsync(source.ListensAsync, "nginx listens");
        return source;
    }

    public async ValueTask DisposeAsync()
    {
        _nginx.Kill();
        await _nginx.WaitForExitAsync();
        _nginx.Dispose();
        await ScratchFolder.DeleteAsync(_directory);
    }

    private async Task<bool> ListensAsync()
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
