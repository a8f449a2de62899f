using Onair.Gateway.KeyServer;
using Onair.Kubernetes;

var isTokenCommand = args is ["token", ..];
var builder = WebApplication.CreateSlimBuilder(isTokenCommand ? [] : args);
var settings = builder.Configuration.GetSection(KeyServerSettings.Section);
if (KeyServerSettings.Read(settings, out var errors) is not { } keyServer)
{
    foreach (var error in errors) await Console.Error.WriteLineAsync($"error: {error}");
    return 1;
}
if (isTokenCommand) return TokenCommand.Run(args[1..], keyServer, TimeProvider.System, Console.Out, Console.Error);

builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<PrometheusExporter>();
builder.AddKeyServer(keyServer);

var app = builder.Build();
var exporter = app.Services.GetRequiredService<PrometheusExporter>();
app.UseKeyServer();
app.MapGet("/metrics", () => Results.Text(exporter.Scrape(), PrometheusExporter.ContentType));
app.MapGet("/healthz", () => "ok");
app.MapGet("/readyz", () => "ok");
await app.RunAsync();
return 0;
