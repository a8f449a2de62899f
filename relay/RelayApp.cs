using System.Text.Json;
using Onair.Hosting;
using Onair.Relays;

namespace Onair.RelayPod;

/// <summary>Builds the program: what copies the stream, what ends it, and its files by HTTP.</summary>
internal static class RelayApp
{
    private const int LongestOrder = 8 * 1024;

    public static WebApplication Build(WebApplicationBuilder builder, RelaySettings settings)
    {
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<RelayBoard>();
        builder.Services.AddHostedService<RelayRun>();
        builder.Services.AddHostedService<IdleEnd>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LongestOrder);
        builder.ListenOn(settings.Port);

        var app = builder.Build();
        var board = app.Services.GetRequiredService<RelayBoard>();
        app.MapPost("/order", context => OrderAsync(context, settings, board));
        app.MapGet("/status", context =>
        {
            board.Watched();
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(JsonSerializer.Serialize(board.Report, RelayJson.Default.RelayReport), context.RequestAborted);
        });
        app.MapGet("/live/{file}", context => FileAsync(context, settings, board));
        app.MapProbe("/healthz", () => null);
        return app;
    }

    /// <summary>Takes the URL that the id is made of. Nobody can have another one read: the id is a part of the pod.</summary>
    private static async Task OrderAsync(HttpContext context, RelaySettings settings, RelayBoard board)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        RelayOrder? order;
        try
        {
            order = await JsonSerializer.DeserializeAsync(context.Request.Body, RelayJson.Default.RelayOrder, context.RequestAborted);
        }
        catch (JsonException)
        {
            return;
        }
        if (order?.Url is not { } url || RelayUrl.Id(url) != settings.Id || RelayUrl.Check(url, settings.Rules) is not null) return;
        board.Watched();
        board.Order(url);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static async Task FileAsync(HttpContext context, RelaySettings settings, RelayBoard board)
    {
        var name = (string)context.GetRouteValue("file")!;
        var path = Path.Combine(settings.Folder, name);
        if (!RelayFiles.IsName(name) || !File.Exists(path))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (name == RelayFiles.Playlist) board.Watched();
        context.Response.ContentType = RelayFiles.TypeOf(name);
        await context.Response.SendFileAsync(path, context.RequestAborted);
    }
}
