namespace Onair.Webhook;

/// <summary>The webhook's program.</summary>
public static class WebhookProgram
{
    /// <summary>Runs the webhook until it is told to end, and returns its exit code: 1 when a setting is invalid.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        if (WebhookSettings.Read(builder.Configuration.GetSection(WebhookSettings.Section), out var errors) is not { } settings)
        {
            foreach (var error in errors) await Console.Error.WriteLineAsync($"error: {error}");
            return 1;
        }
        await WebhookApp.Build(builder, settings).RunAsync();
        return 0;
    }
}
