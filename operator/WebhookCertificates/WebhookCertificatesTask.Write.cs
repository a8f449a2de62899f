using k8s.Models;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Secrets;

namespace Onair.Operator.WebhookCertificates;

internal sealed partial class WebhookCertificatesTask
{
    private async Task RenewAuthorityAsync(V1Secret? secret, CertificateStep.RenewAuthority step, CancellationToken cancellationToken)
    {
        var pair = Issue.Authority(_time.GetUtcNow(), TimeSpan.FromDays(_options.CaDays));
        var written = await WriteAsync(
            secret, $"{_service.Name}-ca", "Opaque",
            [
                ("ca.crt", pair.Certificate.Pem), ("ca.key", pair.KeyPem),
                ("former.crt", step.Formers.Count > 0 ? string.Concat(step.Formers.Select(f => f.Pem)) : null),
            ],
            cancellationToken);
        Tell(written, "AuthorityRenewed", pair.Certificate, step.Reason, step.Unexpected);
    }

    private async Task SignAsync(V1Secret? secret, CertificatesView view, CertificateStep.Sign step, CancellationToken cancellationToken)
    {
        var pair = Issue.Serving(view.Authority.Pair!, _names, _time.GetUtcNow(), TimeSpan.FromDays(_options.LeafDays));
        var written = await WriteAsync(
            secret, $"{_service.Name}-tls", "kubernetes.io/tls",
            [("tls.crt", pair.Certificate.Pem), ("tls.key", pair.KeyPem), ("ca.crt", view.Bundle), .. DecidePaths.WithNewCertificate(view).Values], cancellationToken);
        Tell(written, "CertificateRenewed", pair.Certificate, step.Reason, step.Unexpected);
    }

    private async Task RetireFormersAsync(V1Secret? secret, CancellationToken cancellationToken)
    {
        await WriteAsync(secret, $"{_service.Name}-ca", "Opaque", [("former.crt", null)], cancellationToken);
        LogRetired(_service.Namespace!, $"{_service.Name}-ca");
    }

    private async Task WriteTokensAsync(V1Secret? secret, StoredTokens tokens, CancellationToken cancellationToken)
    {
        await WriteAsync(secret, $"{_service.Name}-tls", "kubernetes.io/tls", tokens.Values, cancellationToken);
        LogTokens(_service.Namespace!, $"{_service.Name}-tls", tokens);
    }

    private async Task PublishAsync(CertificateStep.Publish step, CancellationToken cancellationToken)
    {
        var (type, found) = (step.Configuration.Type, step.Configuration.Found);
        await _client.PatchAsync(type, found.Metadata.Name!, null, step.Configuration.With(step.Bundle, step.Paths), null, cancellationToken);
        LogPublished(type.Kind, found.Metadata.Name);
    }

    /// <summary>Creates the Secret, or changes these keys if it is still the version that was read.</summary>
    private Task<V1Secret> WriteAsync(V1Secret? secret, string name, string type, (string Key, string? Value)[] values, CancellationToken cancellationToken) =>
        _writer.WriteAsync(secret, _service.Namespace, SecretContent.Of(name, values.ToDictionary(v => v.Key, v => v.Value)) with { Type = type }, cancellationToken);

    private void Tell(V1Secret secret, string what, Certificate certificate, string reason, bool unexpected)
    {
        _events.Publish(
            secret, unexpected ? EventType.Warning : EventType.Normal, what, $"New certificate, valid until {certificate.NotAfter.UtcDateTime:u}. Reason: {reason}");
    }
}
