using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Onair.Tests.E2E.HlsBroadcasts;

/// <summary>An encoder at somebody's desk: ffmpeg writes HLS to a folder, whose playlist has the latest segments only, and boto3 uploads it.</summary>
internal sealed class HlsEncoder : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onair-hls-").FullName;
    private readonly Process _ffmpeg;
    private readonly Process _uploader;
    private readonly Task<string> _printed;
    private readonly Task<string> _errors;

    private HlsEncoder(JsonObject credentials)
    {
        Renew(credentials);
        _ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", Arguments(Path.Combine(_folder, "index.m3u8"))) { RedirectStandardInput = true })!;
        _uploader = Process.Start(new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "HlsBroadcasts", "uploader.py"), _folder, Secret])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        (_printed, _errors) = (_uploader.StandardOutput.ReadToEndAsync(), _uploader.StandardError.ReadToEndAsync());
    }

    private string Secret => Path.Combine(_folder, "credentials.json");

    /// <param name="credentials">The values of the broadcast's Secret.</param>
    public static HlsEncoder Start(JsonObject credentials) => new(credentials);

    /// <summary>Goes on with these credentials.</summary>
    public void Renew(JsonObject credentials)
    {
        File.WriteAllText($"{Secret}.new", credentials.ToJsonString());
        File.Move($"{Secret}.new", Secret, overwrite: true);
    }

    /// <summary>Ends the encoder: how many segments were uploaded, and the codes of refusals.</summary>
    public async Task<(int Segments, IReadOnlyList<string> Refused)> StopAsync()
    {
        _ffmpeg.Kill();
        _uploader.StandardInput.Close();
        await _uploader.WaitForExitAsync();
        _uploader.ExitCode.ShouldBe(0, await _errors);
        var printed = JsonNode.Parse(await _printed)!;
        return ((int)printed["segments"]!, [.. printed["refused"]!.AsArray().Select(code => (string)code!)]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _ffmpeg, _uploader })
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
        }

        _ffmpeg.Dispose();
        _uploader.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string[] Arguments(string playlist) =>
    [
        "-v", "error", "-re", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30", "-re", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000",
        "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-b:v", "600k", "-g", "60", "-keyint_min", "60", "-sc_threshold", "0",
        "-c:a", "aac", "-b:a", "96k", "-f", "hls", "-hls_time", "2", "-hls_list_size", "6", "-hls_flags", "temp_file", playlist,
    ];
}
