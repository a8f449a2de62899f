using Onair.Emulator.State;

namespace Onair.Emulator.Mux.Webhooks;

/// <summary>Where events go.</summary>
/// <param name="Url">Empty for none.</param>
/// <param name="Secret">Signs them.</param>
/// <param name="Suspended">Events are kept until delivery resumes.</param>
internal sealed record WebhookSettings(string Url, string Secret, bool Suspended);

/// <summary>The active webhook: the configured one until another is set, which survives a restart.</summary>
internal sealed class WebhookTarget(FileStore files, EmulatorOptions options)
{
    private readonly Table<WebhookSettings> _table = new(files, "mux-webhook", MuxJson.Default.WebhookSettings, _ => "current");

    public WebhookSettings Current
    {
        get => _table.TryGet("current", out var set) ? set : new(options.Mux.WebhookUrl, options.Mux.WebhookSecret, Suspended: false);
        set => _table.Put(value);
    }
}
