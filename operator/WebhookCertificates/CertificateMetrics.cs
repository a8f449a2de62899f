using System.Diagnostics.Metrics;
using Onair.Operator.Metrics;

namespace Onair.Operator.WebhookCertificates;

/// <summary>The expiry of the webhook's certificates, as the leader last saw them.</summary>
internal static class CertificateMetrics
{
    private static volatile CertificatesView? _seen;

    static CertificateMetrics() => OnairMeter.Instance.CreateObservableGauge(
        "onair_webhook_certificate_expiry_timestamp_seconds", Expiries,
        description: "When a certificate of the admission webhook expires, in seconds since 1970: its own (serving) and its authority's (ca).");

    public static void See(CertificatesView view) => _seen = view;

    public static void Forget() => _seen = null;

    private static IEnumerable<Measurement<double>> Expiries()
    {
        if (_seen is not { } view) yield break;
        if (view.Authority.Certificate is { } authority) yield return Expiry(authority, "ca");
        if (view.Serving.Certificate is { } serving) yield return Expiry(serving, "serving");
    }

    private static Measurement<double> Expiry(Certificate certificate, string which) =>
        new(certificate.NotAfter.ToUnixTimeSeconds(), new KeyValuePair<string, object?>("certificate", which));
}
