using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>Looks and reports, and changes nothing in AWS.</summary>
internal static class DecideObservation
{
    public static ReconcileStep Next(IvsChannelView view)
    {
        var drift = new List<string>();
        if (Observation.Next(view, IvsResourceTable.All.Where(k => Concerns(view, k)), _ => view.LookAtAll, drift) is { } step) return step;
        drift.AddRange(Recording(view));
        drift.AddRange(view.Differences);
        return DecideProvisioning.Publish(view) ?? new IvsChannelStep.Observe(view.LookAtAll ? drift : null);
    }

    // The key is that of the channel, and cannot be looked for without it.
    private static bool Concerns(IvsChannelView view, IvsResource kind) => kind switch
    {
        IvsResource.RecordingConfiguration => view.DeclaredRecording is not null,
        IvsResource.StreamKey => view.RecordedId(IvsResource.Channel) is not null,
        _ => true,
    };

    private static IReadOnlyList<string> Recording(IvsChannelView view) =>
        view.Found(IvsResource.RecordingConfiguration)?.Recording is { } actual ? view.DeclaredRecording?.Differences(actual) ?? [] : [];
}
