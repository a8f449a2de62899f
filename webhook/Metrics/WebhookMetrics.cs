using System.Diagnostics.Metrics;

namespace Onair.Webhook.Metrics;

/// <summary>The webhook's instruments. Names and namespaces are not labels, because their number is unbounded.</summary>
internal static class WebhookMetrics
{
    private static readonly Meter Meter = new("Onair.Webhook");

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "onair_admission_requests_total", description: "Admission requests by kind, operation and decision: allowed, denied or failed.");

    private static readonly Counter<long> UnknownCallers = Meter.CreateCounter<long>(
        "onair_admission_unknown_callers_total", description: "Requests to the port of admission without the token of the webhook configurations; answered with 404.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "onair_admission_duration_seconds", "s", "How long an admission request took.");

    private static readonly Counter<long> Callbacks = Meter.CreateCounter<long>(
        "onair_callbacks_total", description: "Callbacks of video services by MediaProvider (unknown if none matches) and result.");

    private static readonly Histogram<double> CallbackDuration = Meter.CreateHistogram<double>(
        "onair_callback_duration_seconds", "s", "How long a callback took.");

    /// <summary>A caller at the port of admission that did not prove to be an API server.</summary>
    public static void Unknown() => UnknownCallers.Add(1);

    public static void CalledBack(string provider, string result, TimeSpan took)
    {
        Callbacks.Add(1, new("provider", provider), new("result", result));
        CallbackDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("provider", provider));
    }

    public static void Answered(string kind, string operation, string decision, TimeSpan took)
    {
        Requests.Add(1, new("kind", kind), new("operation", operation), new("decision", decision));
        Duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
    }

    public static void ObserveExpiry(Func<IEnumerable<Measurement<double>>> seconds) => Meter.CreateObservableGauge(
        "onair_admission_certificate_expiry_timestamp_seconds", seconds, description: "Expiry of the served certificate, in Unix time.");
}
