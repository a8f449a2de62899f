using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;

namespace Onair.Webhook.LiveStreams;

/// <summary>What is allowed but deserves a warning.</summary>
internal static class LiveStreamWarnings
{
    private static readonly Func<StreamEdit, string?>[] OfSpec = [ProviderNotFound, ProviderBeingDeleted, PastWindows, UnusedSchedule, UnusedWarmUp, IgnoredState, RoundedSegments, ResourceId];

    private static readonly Func<StreamEdit, string?>[] OfEffects = [GoesOffAir, EndsRun, LeavesDistribution, WaitsForStop, Interrupts, InterruptsForFormerEdits];

    /// <summary>The warnings on a creation or an edit.</summary>
    public static IReadOnlyList<string> Of(StreamEdit edit)
    {
        IEnumerable<string> effects = edit.LeftAloneBy is not { } annotation ? OfEffects.Select(warning => warning(edit)).OfType<string>()
            : edit.SpecChanged ? [LeftAlone.Warning(annotation, "the spec has no effect")]
            : [];
        return [.. OfSpec.Select(warning => warning(edit)).OfType<string>(), .. effects];
    }

    /// <summary>The warnings on a deletion.</summary>
    public static IReadOnlyList<string> OfDeletion(LiveStream stream)
    {
        var retained = stream.Spec.DeletionPolicy == DeletionPolicy.Retain;
        if (LeftAlone.By(stream) is { } annotation && !(retained && annotation == Annotations.ObserveOnly)) return [LeftAlone.Warning(annotation, "nothing is deleted")];
        if (stream.Recorded is not { CurrentSessionId: not null, Resources.ChannelId: { } channel }) return [];
        return retained ? [$"spec.deletionPolicy is Retain and MediaLive channel {channel} is running: it keeps running, and billing, until you stop it"]
            : OnAirGuard.Refusal(stream) is not null ? []
            : [$"LiveStream \"{stream.Metadata.Name}\" is on air{(stream.Is(LiveStreamConditions.Receiving) ? " and receiving video" : "")}: its deletion stops the channel and ends the show"];
    }

    private static string? ProviderNotFound(StreamEdit edit) =>
        edit is { Provider: null, After.Spec.ProviderName: { Length: > 0 } name }
            ? $"spec.providerRef.name: Not found: \"{name}\": the LiveStream waits until a MediaProvider with that name exists"
            : null;

    private static string? ProviderBeingDeleted(StreamEdit edit) =>
        edit.Provider is { Metadata: { DeletionTimestamp: not null, Name: { } name } }
            ? $"spec.providerRef.name: MediaProvider \"{name}\" is being deleted"
            : null;

    private static string? PastWindows(StreamEdit edit)
    {
        if (!edit.SpecChanged || edit.After.Spec.Schedule is not { Count: > 0 } windows) return null;
        var past = windows.Count(w => w.Stop <= edit.Now);
        return past == 0 ? null
            : past == windows.Count ? $"spec.schedule: {Windows(past)} in the past, and none follows{(edit is { FollowsSchedule: true, LeftAloneBy: null } ? ": the channel no longer runs" : "")}"
            : $"spec.schedule: {past} of {windows.Count} windows are in the past";
    }

    private static string? UnusedSchedule(StreamEdit edit) =>
        edit is { SpecChanged: true, FollowsSchedule: false, After.Spec: { HasSchedule: true, State: { } state, Schedule.Count: var count } }
            ? $"spec.schedule: {(count == 1 ? "1 window has" : $"{count} windows have")} no effect while spec.state is {state}: the channel {(state == StreamState.Running ? "runs" : "stays stopped")}. "
                + "To follow the schedule, remove spec.state or set it to Scheduled"
            : null;

    private static string? UnusedWarmUp(StreamEdit edit) =>
        edit is { SpecChanged: true, FollowsSchedule: false, After.Spec: { ScheduleWarmUp: var warmUp and not LiveStreamSpec.DefaultWarmUp } spec }
            ? $"spec.scheduleWarmUp: \"{warmUp}\" has no effect {(spec.HasSchedule ? $"while spec.state is {spec.State}" : "without spec.schedule")}"
            : null;

    // On every request: a patch to the stored value changes nothing, and only this says so.
    private static string? IgnoredState(StreamEdit edit) =>
        edit is { IgnoresState: true, After.Spec.State: { } state }
            ? $"spec.state: {state} has no effect: a former release stored it, and the channel still follows spec.schedule. "
                + $"To override the schedule, set Scheduled first, then {state}. To keep following it, remove spec.state"
            : null;

    private static string? RoundedSegments(StreamEdit edit)
    {
        var (segment, gop) = Lengths(edit.After.Spec);
        if (!edit.SpecChanged || segment % gop == 0 || (edit.Before is { } before && Lengths(before.Spec) == (segment, gop))) return null;
        // "Packager settings fields" of MediaPackage's user guide: the nearest multiple of the input's segments, which are the GOPs of MediaLive.
        var effective = Math.Max(1, (int)Math.Round((double)segment / gop, MidpointRounding.AwayFromZero)) * gop;
        return $"spec.packaging.segmentSeconds: {segment} is not a multiple of spec.encoder.gopSeconds, {gop}: MediaPackage makes segments of {effective} s";
    }

    private static (int Segment, int Gop) Lengths(LiveStreamSpec spec) => (spec.Packaging.SegmentSeconds, spec.Encoder.GopSeconds);

    private static string? GoesOffAir(StreamEdit edit) =>
        edit is { IsReceiving: true, EndsShow: true }
            ? $"LiveStream \"{edit.After.Metadata.Name}\" is receiving video and goes off air now"
            : null;

    // A limit that ends a run which it did not end before.
    private static string? EndsRun(StreamEdit edit) =>
        edit is { SpecChanged: true, IsToRun: true, Runs: { } runs, After.Spec.CostGuard.MaxRunDuration: { } limit } && Duration.Parse(limit) <= runs
            && !(Duration.Parse(edit.Before!.Spec.CostGuard?.MaxRunDuration) <= runs)
            ? $"spec.costGuard.maxRunDuration: \"{limit}\": the channel has already run for {Duration.Format(runs)}: it is stopped now and stays stopped until you resume it"
            : null;

    private static string? LeavesDistribution(StreamEdit edit) =>
        edit is { IsOnAir: true, EndsShow: false, Before: { Spec.Distribution.Live: true, Recorded.Playback.LiveUrl: not null }, After.Spec.Distribution.Live: false }
            ? "spec.distribution.live: false: the stream is on air: viewers of status.playback.liveUrl are cut off now"
            : null;

    private static string? WaitsForStop(StreamEdit edit) =>
        edit is { IsOnAir: true, EndsShow: false, After.Spec.ApplyPolicy: ApplyPolicy.WhenIdle, NeedIdle: { Count: > 0 } fields }
            ? $"spec.applyPolicy is WhenIdle: these edits wait until the channel is stopped: {Fields(fields)}"
            : null;

    private static string? Interrupts(StreamEdit edit) =>
        edit is { IsOnAir: true, EndsShow: false, After.Spec.ApplyPolicy: ApplyPolicy.Immediately, NeedIdle: { Count: > 0 } fields }
            ? $"spec.applyPolicy is Immediately: the channel is stopped and started again for: {Fields(fields)}; viewers see an interruption"
            : null;

    private static string? InterruptsForFormerEdits(StreamEdit edit) =>
        edit is { IsOnAir: true, EndsShow: false, HasPending: true, Before.Spec.ApplyPolicy: ApplyPolicy.WhenIdle, After.Spec.ApplyPolicy: ApplyPolicy.Immediately }
            ? "spec.applyPolicy: the channel is stopped and started again now for the edits that have been waiting; viewers see an interruption"
            : null;

    private static string? ResourceId(StreamEdit edit) =>
        edit is { SpecChanged: true, After.Spec.Packaging.Encryption.Speke.ResourceId: { } id } && !ResourceIdRule.IsTaken(id)
            ? "spec.packaging.encryption.speke.resourceId: Onair's key server refuses '.', '..' and ids that contain '/', '\\', '%' or control characters; viewers would get no keys from it"
            : null;

    private static string Windows(int count) => count == 1 ? "the only window is" : $"all {count} windows are";

    private static string Fields(IReadOnlyList<string> fields) => NameList.Abbreviate([.. fields]);
}
