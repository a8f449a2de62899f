using System.Diagnostics.Metrics;

namespace Onair.Gateway.Audience;

/// <summary>The instruments of audiences. Sums have the kind as their only label; the viewers of what most people watch have its name.</summary>
internal sealed class AudienceMetrics
{
    private static readonly Meter Meter = new("Onair.Gateway.Audience");

    private static readonly Counter<long> Views = Meter.CreateCounter<long>("onair_audience_views_total", description: "Views that began to play, by kind.");

    private static readonly Counter<double> Watched = Meter.CreateCounter<double>("onair_audience_watched_seconds_total", "s", "How long pictures moved for viewers, by kind.");

    private static readonly Counter<double> Waited = Meter.CreateCounter<double>("onair_audience_rebuffer_seconds_total", "s", "How long pictures waited for data, by kind.");

    private static readonly Histogram<double> Startup = Meter.CreateHistogram<double>("onair_audience_startup_seconds", "s", "How long viewers waited for the first picture, by kind.");

    private static readonly Histogram<double> Latency = Meter.CreateHistogram<double>("onair_audience_latency_seconds", "s", "How far viewers are behind the end of a live playlist, by kind.");

    /// <summary>Observes the viewers of now. Every replica has the same figures.</summary>
    public AudienceMetrics(AudienceCounter counter) => Meter.CreateObservableGauge(
        "onair_audience_viewers",
        () => counter.Viewers.Select(v => Measure(v.Subject, v.Viewers)),
        description: "Viewers now, of what most people watch.");

    /// <summary>A session was counted.</summary>
    public static void Counted(ViewDelta delta)
    {
        var kind = new KeyValuePair<string, object?>("kind", delta.Kind);
        if (delta.IsNew) Views.Add(1, kind);
        Watched.Add(delta.Played, kind);
        Waited.Add(delta.Waited, kind);
        if (delta.Startup is { } startup) Startup.Record(startup, kind);
        if (delta.Latency is { } latency) Latency.Record(latency, kind);
    }

    private static Measurement<long> Measure(string subject, long viewers) => subject.Split('/') is [var ns, var kind, var name]
        ? new(viewers, new KeyValuePair<string, object?>("namespace", ns), new("kind", kind), new("name", name))
        : new(viewers, new KeyValuePair<string, object?>("namespace", ""), new("kind", "external"), new("name", subject.Split('/')[^1]));
}
