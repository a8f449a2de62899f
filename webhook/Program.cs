using Onair.Webhook;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
if (WebhookSettings.Read(builder.Configuration.GetSection(WebhookSettings.Section), out var errors) is not { } settings)
{
    foreach (var error in errors) await Console.Error.WriteLineAsync($"error: {error}");
    return 1;
}
await WebhookApp.Build(builder, settings).RunAsync();
return 0;
