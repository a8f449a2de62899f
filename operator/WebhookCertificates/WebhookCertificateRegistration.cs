using Onair.Kubernetes.Hosting;

namespace Onair.Operator.WebhookCertificates;

/// <summary>Registers what issues the webhook's certificate.</summary>
internal static class WebhookCertificateRegistration
{
    /// <summary>Without a webhook's Service there is nothing to issue.</summary>
    public static IServiceCollection AddWebhookCertificates(this IServiceCollection services, OperatorOptions options) =>
        options.Webhook.ServiceName.Length > 0 ? services.AddLeaderTask<WebhookCertificatesTask>() : services;
}
