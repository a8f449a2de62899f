using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.MediaProviders;
using Onair.Operator.Resources;

namespace Onair.Operator.LiveStreams;

/// <summary>What one round of reconciling has learned so far. Lives for the round; nothing of it is truth afterwards.</summary>
internal sealed class StreamRound(LiveStream stream, string cluster, TimeProvider time)
{
    private readonly Dictionary<ResourceKind, Sighting> _seen = [];

    /// <summary>The stream as last written.</summary>
    public LiveStream Stream { get; set; } = stream;

    /// <summary>The status when the round began; events tell the way from here.</summary>
    public LiveStreamStatus Before { get; } = stream.Recorded;

    public ProviderAccount? Account { get; set; }

    public ProviderView Provider { get; set; } = ProviderView.Ready;

    public StreamKeyView StreamKeyView { get; private set; } = StreamKeyView.Unknown;

    public string? StreamKey { get; private set; }

    public Knowledge Receiving { get; set; }

    public bool IntentIsFresh { get; set; }

    public bool LookAtAll { get; init; }

    public DateTimeOffset Now => time.GetUtcNow();

    public StreamContext Context => new(Stream, Account!, cluster, StreamKey);

    public void Saw(ResourceKind kind, Sighting sighting) => _seen[kind] = sighting;

    /// <summary>What was seen may no longer be so; the next decision looks again.</summary>
    public void Forget(ResourceKind kind) => _seen.Remove(kind);

    public void SawKey((StreamKeyView View, string? Key) key) => (StreamKeyView, StreamKey) = key;

    private IEnumerable<Violation> ProviderRules()
    {
        if (Stream.Spec.Distribution.Live && Account is { Aws.DistributionId: null })
            yield return new(
                "spec.distribution.live", "true", $"needs spec.aws.distributionId in MediaProvider \"{Stream.Spec.ProviderRef.Name}\"");
    }

    public StreamView View() => new()
    {
        Uid = Stream.Uid,
        Spec = Stream.Spec,
        Status = Stream.Recorded,
        Now = Now,
        Paused = Stream.Metadata.Annotations?.GetValueOrDefault(Annotations.Paused) == "true",
        Deleting = Stream.Metadata.DeletionTimestamp is not null,
        HasFinalizer = Stream.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true,
        Provider = Provider,
        Violations = [.. LiveStreamRules.Check(Stream.Spec), .. ProviderRules()],
        StreamKey = StreamKeyView,
        LookAtAll = LookAtAll,
        Seen = _seen,
        Receiving = Receiving,
        IntentIsFresh = IntentIsFresh,
    };
}
