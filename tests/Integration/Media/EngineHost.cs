using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onair.Emulator.Admin;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Ingest;
using Onair.Emulator.Media.Packaging;
using Onair.Emulator.S3;

namespace Onair.Tests.Integration.Media;

/// <summary>The media engine with real nginx and ffmpeg on free ports, without the control plane.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EngineHost(WebApplication app, int[] ports, MemoryStore store) => (_app, Ports, Store) = (app, ports, store);

    public int[] Ports { get; }

    public MemoryStore Store { get; }

    private HttpClient Http { get; init; } = null!;

    public MediaEngine Engine => _app.Services.GetRequiredService<MediaEngine>();

    public RtmpServer Rtmp => _app.Services.GetRequiredService<RtmpServer>();

    public static async Task<EngineHost> StartAsync(
        string directory, MemoryStore store, string spekeSecret = "", IReadOnlyList<string>? pullAllowedCidrs = null, ILogger? log = null)
    {
        var ports = FreePorts.Take(2);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Emulator:RtmpPorts:0"] = $"{ports[0]}",
            ["Emulator:RtmpPorts:1"] = $"{ports[1]}",
            ["Emulator:MediaDirectory"] = directory,
            ["Emulator:SpekeSecret"] = spekeSecret,
        });
        builder.Configuration.AddInMemoryCollection(
            (pullAllowedCidrs ?? []).Index().ToDictionary(c => $"Emulator:PullAllowedCidrs:{c.Index}", c => (string?)c.Item));
        if (log is not null) builder.Logging.ClearProviders().AddFilter("Microsoft", LogLevel.Warning).AddProvider(new OneLogger(log));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IObjectStore>(store).AddMediaEngine(media: true).AddAdmin();
        var app = builder.Build();
        app.MapPlayback();
        app.MapAdmin();
        await app.StartAsync();
        return new EngineHost(app, ports, store) { Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) } };
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative));

    public Task<string> GetTextAsync(string path) => Http.GetStringAsync(new Uri(path, UriKind.Relative));

    public Task<byte[]> GetBytesAsync(string path) => Http.GetByteArrayAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class OneLogger(ILogger log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}
