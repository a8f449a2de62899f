using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using k8s.Models;
using Onair.Api.Connectors;
using Onair.Connectors;
using Onair.Operator.Metrics;

namespace Onair.Operator.Connectors;

/// <summary>The last report of each pod, as metrics. Frames and bytes count from the start of the pod.</summary>
internal sealed class ConnectorReportMetrics
{
    private readonly ConcurrentDictionary<string, (KeyValuePair<string, object?>[] Tags, ConnectorReport Report)> _last = new(StringComparer.Ordinal);

    public ConnectorReportMetrics()
    {
        var meter = OnairMeter.Instance;
        meter.CreateObservableCounter("onair_connector_frames_in_total", () => Each(r => r.FramesIn), description: "Frames captured from the source that is shown.");
        meter.CreateObservableCounter("onair_connector_frames_out_total", () => Each(r => r.FramesOut), description: "Frames given to the encoder.");
        meter.CreateObservableCounter("onair_connector_frames_repeated_total", () => Each(r => r.FramesRepeated), description: "Frames given to the encoder again, because no new one had arrived.");
        meter.CreateObservableCounter("onair_connector_frames_dropped_total", () => Each(r => r.FramesDropped), description: "Captured frames that were never shown.");
        meter.CreateObservableCounter("onair_connector_bytes_out_total", () => Each(r => r.BytesOut), "By", "Bytes accepted by the targets.");
        meter.CreateObservableGauge("onair_connector_restarts", () => Each(r => r.Restarts), description: "Restarts of parts of the pod.");
        meter.CreateObservableGauge("onair_connector_audio_delay_seconds", () => EachOf(r => r.AudioDelaySeconds), "s", "By how much the sound is delayed to match the picture.");
        meter.CreateObservableGauge("onair_connector_stage_seconds", Stages, "s", "From the start of the pod until a stage was last reached.");
    }

    /// <summary>Keeps the last report of a connector; null when it has no pod.</summary>
    public void Keep(Connector connector, ConnectorReport? report)
    {
        if (report is null) _last.TryRemove(connector.Uid, out _);
        else _last[connector.Uid] = ([new("namespace", connector.Namespace()), new("connector", connector.Metadata.Name)], report);
    }

    private IEnumerable<Measurement<long>> Each(Func<ConnectorReport, long> value) => _last.Values.Select(it => new Measurement<long>(value(it.Report), it.Tags));

    private IEnumerable<Measurement<double>> EachOf(Func<ConnectorReport, double?> value) =>
        _last.Values.Where(it => value(it.Report) is not null).Select(it => new Measurement<double>(value(it.Report)!.Value, it.Tags));

    private IEnumerable<Measurement<double>> Stages() => _last.Values.SelectMany(it => it.Report.Stages.Select(
        stage => new Measurement<double>((stage.At - it.Report.StartedAt).TotalSeconds, [.. it.Tags, new("stage", stage.Name)])));
}
