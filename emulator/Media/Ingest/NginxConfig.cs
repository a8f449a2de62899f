using System.Globalization;
using System.Text;

namespace Onair.Emulator.Media.Ingest;

/// <summary>
/// The configuration of nginx-rtmp. One process, no master: a master killed the hard way leaves a worker that keeps the
/// ports. Nothing is written outside the prefix directory.
/// </summary>
internal static class NginxConfig
{
    /// <param name="ports">One port per pipeline.</param>
    /// <param name="applications">The application names of each port.</param>
    /// <param name="callbackPort">Loopback port of the listener that decides on publishers.</param>
    public static string Build(IReadOnlyList<int> ports, Func<int, IReadOnlyList<string>> applications, int callbackPort)
    {
        var text = new StringBuilder("""
            load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
            daemon off;
            master_process off;
            pid nginx.pid;
            lock_file nginx.lock;
            error_log stderr warn;
            events { worker_connections 512; }
            rtmp {
              access_log off;
              max_message 16M;
              ping 10s;
              ping_timeout 5s;

            """);
        for (var pipeline = 0; pipeline < ports.Count; pipeline++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  server {{\n    listen {ports[pipeline]};\n");
            foreach (var application in applications(pipeline))
                text.Append(Application(application, $"http://127.0.0.1:{callbackPort}/{pipeline}"));
            text.Append("  }\n");
        }

        return text.Append("}\n").ToString();
    }

    // Asked for every second, so that a push can be dropped: an answer other than 2xx ends its connection.
    private static string Updates(string callback) => $"      notify_update_timeout 1s;\n      on_update {callback}/update;\n";

    private static string Application(string name, string callback) => $$"""
            application {{name}} {
              live on;
              publish_notify on;
              wait_key on;
              wait_video on;
              drop_idle_publisher 10s;
              allow publish all;
              allow play 127.0.0.1;
              deny play all;
              notify_method post;
              on_publish {{callback}}/publish;
              on_publish_done {{callback}}/done;
        {{(name == IngestTable.PushApplication ? Updates(callback) : "")}}    }

        """;
}
