using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Informers;
using Onair.Operator.Metrics;

namespace Onair.Operator.LiveStreams;

/// <summary>What the streams do now, counted from the cache at each scrape.</summary>
internal sealed class StreamMetrics
{
    public StreamMetrics(Informer<LiveStream> streams)
    {
        OnairMeter.Instance.CreateObservableGauge(
            "onair_livestreams_running_without_input", () => WithoutInput(streams),
            description: "Running channels that receive no video; each one bills.");
        OnairMeter.Instance.CreateObservableGauge(
            "onair_livestreams_unknown", () => streams.Known.List().Count(IsUnknown),
            description: "LiveStreams whose state is not known because AWS does not answer.");
    }

    private static bool IsUnknown(LiveStream stream) =>
        stream.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: ConditionStatus.Unknown });

    private static int WithoutInput(Informer<LiveStream> streams) => streams.Known.List().Count(s =>
        s.Recorded.CurrentSessionId is not null
        && s.Recorded.Conditions.Any(c => c is { Type: LiveStreamConditions.Receiving, Status: ConditionStatus.False }));
}
