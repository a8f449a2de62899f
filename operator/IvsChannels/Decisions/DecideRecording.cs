using System.Globalization;
using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>
/// The recording configuration. IVS cannot edit one: an edit makes another one, points the channel to it, and then deletes the former.
/// </summary>
internal static class DecideRecording
{
    private const IvsResource Kind = IvsResource.RecordingConfiguration;

    /// <summary>The next step until what is declared exists and is active; null then, and when no recording is declared.</summary>
    public static ReconcileStep? Next(IvsChannelView view)
    {
        if (view.RecordedId(Kind) is not { } recorded) return view.DeclaredRecording is null ? Resolve(view) : Begin(view);
        if (view.Deleted.Contains(recorded)) return new IvsChannelStep.RecordLoss(Kind, ByOthers: false);
        if (view.DeclaredRecording is null) return Retire(view);
        if (DecideProvisioning.Ensure(view, Kind) is { } step) return step;
        if (view.Found(Kind) is not { } seen) return null;
        return seen switch
        {
            { State: IvsState.CreateFailed } => new IvsChannelStep.Delete(view.Proven(Kind)),
            { State: IvsState.Creating } => new Wait("Provisioning", $"The {Kind.Title()} is being created."),
            { Recording: { } actual } when view.DeclaredRecording.Differences(actual).Count > 0 => Retire(view),
            _ => null,
        };
    }

    /// <summary>Deletes the configuration before an edit once the channel no longer uses it; null when there is nothing to delete.</summary>
    public static ReconcileStep? RemoveFormer(IvsChannelView view)
    {
        if (view.Former is not { } former) return null;
        if (view.Deleted.Contains(former)) return new IvsChannelStep.RecordFormerGone();
        return view.Found(IvsResource.Channel)?.Channel is { } channel && channel.RecordingConfigurationArn != former ? DeleteFormer(view, former) : null;
    }

    // IVS could not use the bucket a moment ago. Somebody has to create it, or to name another one, which is an edit.
    private static ReconcileStep? Begin(IvsChannelView view) =>
        view.RecordingRetryAt is { } retry && view.Now < retry
            ? new Stall(
                "RecordingFailed",
                string.Create(CultureInfo.InvariantCulture, $"IVS could not set up the recording to bucket \"{view.DeclaredRecording!.Bucket}\" (CREATE_FAILED): it must exist in the channel's region. Onair retries at {retry:yyyy-MM-ddTHH:mm:ssZ}."),
                WaitFor.Quota)
            : DecideProvisioning.Ensure(view, Kind);

    // The declaration was withdrawn while a creation was under way: what it made would be left behind.
    private static ReconcileStep? Resolve(IvsChannelView view)
    {
        if (!Intent.IsBegun(view, Kind)) return null;
        return view.Found(Kind) switch
        {
            null => new IvsChannelStep.Look(Kind, ByTag: true),
            { Exists: true, Arn: var arn } => new IvsChannelStep.RecordId(Kind, arn!),
            _ => Intent.Waits(view, Kind, "Provisioning") ?? (ReconcileStep)new IvsChannelStep.DropIntent(),
        };
    }

    // Only one is remembered: when an edit follows an edit, the one of the two that the channel does not use goes at once.
    private static ReconcileStep Retire(IvsChannelView view)
    {
        if (view.Former is not { } former) return new IvsChannelStep.RetireRecording();
        if (view.Deleted.Contains(former)) return new IvsChannelStep.RecordFormerGone();
        if (view.RecordedId(IvsResource.Channel) is null) return DeleteRecorded(view);
        if (view.Found(IvsResource.Channel) is not { } channel) return new IvsChannelStep.Look(IvsResource.Channel, ByTag: false);
        if (!channel.Exists) return Loss.Next(view, IvsResource.Channel);
        return channel.Channel?.RecordingConfigurationArn == former ? DeleteRecorded(view) : DeleteFormer(view, former);
    }

    private static ReconcileStep DeleteRecorded(IvsChannelView view) => view.Found(Kind) switch
    {
        null => new IvsChannelStep.Look(Kind, ByTag: false),
        { Exists: false } => Loss.Next(view, Kind),
        _ => Proof.Next(view, Kind) ?? new IvsChannelStep.Delete(view.Proven(Kind)),
    };

    // It takes nothing of anybody: when nothing shows that it is the channel's, only its record goes.
    private static ReconcileStep DeleteFormer(IvsChannelView view, string former) =>
        view.FormerSeen is null ? new IvsChannelStep.LookAtFormer(former)
        : view.OwnFormer is { } own ? new IvsChannelStep.Delete(own)
        : new IvsChannelStep.RecordFormerGone();
}
