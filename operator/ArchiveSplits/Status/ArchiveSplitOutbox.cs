using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Events.Kinds;
using Onair.Events.Transitions;
using Onair.Kubernetes.Client;
using Onair.Operator.Outboxes;

namespace Onair.Operator.ArchiveSplits.Status;

/// <summary>The outbox of ArchiveSplits.</summary>
internal static class ArchiveSplitOutbox
{
    public static OutboxKind<ArchiveSplit> Kind { get; } = new(
        split => split.Recorded,
        split => split.Recorded.Outbox,
        (split, changed, outbox) => split.With(changed.Recorded with { Outbox = outbox }),
        (before, after) => SplitChanges.Between(before.Recorded, after.Recorded),
        ArchiveSplitEventKind.Definition.Data,
        (a, b) => ObjectJson.AreSame(a.Recorded with { Outbox = null }, b.Recorded with { Outbox = null }, OnairJsonContext.Default.ArchiveSplitStatus));
}
