namespace Onair.Emulator.Mux;

/// <summary>The Mux account: section <c>Emulator:Mux</c>.</summary>
internal sealed class MuxOptions
{
    /// <summary>Access token's id: the user name of HTTP Basic.</summary>
    public string TokenId { get; set; } = "emulator";

    /// <summary>Access token's secret.</summary>
    public string TokenSecret { get; set; } = "emulator-secret";

    /// <summary>Where events are posted to; empty for nowhere. Can be changed while running, see <see cref="Webhooks.WebhookRoutes"/>.</summary>
    public string WebhookUrl { get; set; } = "";

    /// <summary>Signs the events.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Id of a signing key that exists from the start; empty for none.</summary>
    public string SigningKeyId { get; set; } = "";

    /// <summary>That key: PEM of an RSA key, private or public, or base64 of the PEM.</summary>
    public string SigningKey { get; set; } = "";

    /// <summary>A file with what <see cref="SigningKey"/> would hold.</summary>
    public string SigningKeyFile { get; set; } = "";
}
