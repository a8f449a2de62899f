using Onair.Hosting;

namespace Onair.Webhook;

/// <summary>The webhook's program.</summary>
public static class WebhookProgram
{
    /// <summary>Runs the webhook until it is told to end, and returns its exit code: 1 when a setting is invalid.</summary>
    public static Task<int> RunAsync(string[] args) => ProgramStart.RunAsync(args, WebhookSettings.Read, WebhookApp.Build);
}
