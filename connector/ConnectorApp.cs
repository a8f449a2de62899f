using System.Text.Json;
using Onair.ConnectorPod.Reports;
using Onair.Connectors;
using Onair.Hosting;

namespace Onair.ConnectorPod;

/// <summary>Builds the program: the supervisor, and its report by HTTP.</summary>
internal static class ConnectorApp
{
    // A clock that does not tick is a program that hangs.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public static WebApplication Build(WebApplicationBuilder builder, ConnectorPlan plan)
    {
        if (builder.Configuration["urls"] is null) builder.WebHost.UseUrls("http://*:8080");
        builder.Services.AddSingleton(plan);
        builder.Services.AddSingleton(s => new ReportBoard(plan.Targets.Count, s.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedService<Supervisor>();
        // The push is ended within it; the pod has 5 seconds.
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(4.5));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        var app = builder.Build();
        var board = app.Services.GetRequiredService<ReportBoard>();
        app.MapGet("/status", () => Results.Text(JsonSerializer.Serialize(board.Read(), ConnectorJson.Default.ConnectorReport), "application/json"));
        app.MapGet("/metrics", () => Results.Text(MetricsText.Write(board.Read(), board.Restarts), MetricsText.ContentType));
        app.MapProbe("/healthz", () => board.SinceTick < LongestPause ? null : "the clock has stopped");
        return app;
    }
}
