using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>Looks and reports, and changes nothing in AWS.</summary>
internal static class DecideObservation
{
    private static readonly IvsResource[] All = [IvsResource.RecordingConfiguration, IvsResource.Channel, IvsResource.StreamKey];

    public static ReconcileStep Next(IvsChannelView view)
    {
        var drift = new List<string>();
        foreach (var kind in All.Where(k => Concerns(view, k)))
        {
            var recorded = view.RecordedId(kind);
            if (view.Found(kind) is not { } seen)
            {
                if (view.LookAtAll || recorded is null) return recorded is null ? Adoption.Look(view, kind) : new IvsChannelStep.Look(kind, ByTag: false);
                continue;
            }
            if (!seen.Exists) drift.Add($"the {kind.Title()} does not exist");
            else if (recorded != seen.Arn) return Adoption.Take(view, kind, seen);
        }
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
