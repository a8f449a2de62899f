namespace Onair.Operator.WebhookCertificates;

internal sealed partial class WebhookCertificatesTask
{
    [LoggerMessage(62, LogLevel.Information, "{Kind} {Name}: the webhook's CA bundle and paths are set")]
    private partial void LogPublished(string kind, string? name);

    [LoggerMessage(63, LogLevel.Information, "Webhook certificates: {Step} was overtaken by another write: {Error}")]
    private partial void LogOvertaken(string step, string error);

    [LoggerMessage(64, LogLevel.Information, "Secret {Namespace}/{Name}: the previous authorities are no longer trusted")]
    private partial void LogRetired(string @namespace, string name);

    [LoggerMessage(65, LogLevel.Information, "Secret {Namespace}/{Name}: the webhook's paths have {Tokens}")]
    private partial void LogTokens(string @namespace, string name, StoredTokens tokens);
}
