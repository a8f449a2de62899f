using System.Globalization;
using Onair.Api.HlsBroadcasts;
using Onair.Operator.HlsBroadcasts.Decisions;
using Onair.Operator.HlsBroadcasts.Folders;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.HlsBroadcasts.Status;

/// <summary>The status at the end of a round. Pure functions.</summary>
internal static class BroadcastConditions
{
    /// <summary>The status that says how a round ended.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="end">How the round ended.</param>
    /// <param name="url">The playlist that viewers open; null while it is not known.</param>
    /// <param name="generation">The generation of the spec.</param>
    public static HlsBroadcastStatus After(HlsBroadcastView view, RoundEnd end, string? url, long? generation)
    {
        var conditions = new Conditions(view.Status.Conditions, generation, view.Now);
        if (end is Settle) EndConditions.Settled(conditions, Reason(view), Message(view));
        else EndConditions.Unsettled(conditions, end);
        if (end is Unsure doubt && view is { IsRunning: true, Playlists: null }) conditions.Set(HlsBroadcastConditions.Receiving, Api.Common.ConditionStatus.Unknown, doubt.Reason, doubt.Message);
        else if (Receiving(view) is var (holds, reason, message)) conditions.Set(HlsBroadcastConditions.Receiving, holds, reason, message);
        if (view.Status.FolderDeletedAt is not null) conditions.Remove(HlsBroadcastConditions.Distributed);
        else if (view.Reach is { } reach) conditions.Set(HlsBroadcastConditions.Distributed, reach.Status, reach.Reason, reach.Message);
        return view.Status with
        {
            ObservedGeneration = EndConditions.Generation(end, view.Status.ObservedGeneration, generation, view.Status.Conditions),
            Phase = Phase(view, end, conditions),
            Conditions = conditions.All,
            Playback = view.Status.FolderDeletedAt is null && url is not null ? new() { Url = url } : view.Status.FolderDeletedAt is null ? view.Status.Playback : null,
            Credentials = WithExpiry(view),
            Revoked = BroadcastRecords.Live(view.Former, view.Now),
        };
    }

    private static HlsCredentialsStatus? WithExpiry(HlsBroadcastView view) =>
        view is { IsRunning: true, Secret.ExpiresAt: { } expires, Status.Credentials: { } credentials } && view.Secret.SessionName == view.Session?.SessionName
            ? credentials with { ExpiresAt = expires, Renewed = view.Secret.Renewed } : view.Status.Credentials;

    private static string Reason(HlsBroadcastView view) => view.IsRunning ? "Running" : "Stopped";

    private static string Message(HlsBroadcastView view) => view switch
    {
        { IsRunning: true } => $"The encoder can upload to {view.Status.Folder} with the credentials in Secret \"{view.SecretName}\".",
        { Status.FolderDeletedAt: not null } => $"The folder {view.Status.Folder} was deleted.",
        { Status.Folder: { } folder } => $"No encoder can upload to {folder}.",
        _ => "The broadcast was not started yet.",
    };

    /// <summary>The condition Receiving; null leaves it as it is.</summary>
    private static (bool Holds, string Reason, string Message)? Receiving(HlsBroadcastView view)
    {
        if (!view.IsRunning) return (false, "Stopped", "The broadcast is stopped.");
        return view.Playlists switch
        {
            null => null,
            { Media.Count: 0, HasObjects: false } => (false, "NothingUploaded", "Nothing is in the folder yet."),
            { Media.Count: 0 } => (false, "NoPlaylist", $"The folder has no playlist \"{view.Spec.Playlist}\", or none that it lists."),
            var seen when IsFresh(view, seen) => (true, "Uploading", "The encoder keeps the playlist up to date."),
            var seen => (false, "Stale", string.Create(CultureInfo.InvariantCulture, $"No playlist has changed since {seen.ChangedAt:yyyy-MM-ddTHH:mm:ssZ}.")),
        };
    }

    private static bool IsFresh(HlsBroadcastView view, PlaylistView seen) =>
        // A playlist of a former run does not count for this one.
        seen.ChangedAt >= view.Status.StartedAt && view.Now - seen.ChangedAt <= TimeSpan.FromSeconds(view.Spec.StaleAfterSeconds);

    private static string Phase(HlsBroadcastView view, RoundEnd end, Conditions conditions) => end switch
    {
        Stall => "Failed",
        Unsure => view.Status.Phase ?? "Pending",
        _ when view.Deleting => "Deleting",
        Wait { Reason: "Paused" } => "Paused",
        Wait when view.IsRunning && (view.Spec.State == HlsBroadcastState.Stopped || view.IsStopping) => "Stopping",
        _ when view.IsRunning => conditions.All.Any(c => c is { Type: HlsBroadcastConditions.Receiving, Status: Api.Common.ConditionStatus.True }) ? "Live" : "Waiting",
        Wait => "Pending",
        _ => "Stopped",
    };
}
