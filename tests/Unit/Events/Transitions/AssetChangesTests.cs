using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Events.Transitions;

namespace Onair.Tests.Unit.Events.Transitions;

public sealed class AssetChangesTests
{
    private static readonly VideoAssetStatus Waiting = new() { State = VideoAssetState.Waiting };

    private static readonly VideoAssetStatus Invalid = Waiting with { Conditions = [Stalled("Invalid", "spec.source: must")] };

    private static readonly VideoAssetStatus Errored = Waiting with { State = VideoAssetState.Errored, Error = "no video in it" };

    /// <summary>Statuses, one after the other → what happened.</summary>
    public static TheoryData<object, object, string[]> Cases => new()
    {
        { new VideoAssetStatus(), Waiting, ["waiting"] },
        { Waiting, Waiting, [] },
        { Waiting, Waiting with { State = VideoAssetState.Preparing }, ["preparing"] },
        { Waiting with { State = VideoAssetState.Preparing }, Waiting with { State = VideoAssetState.Ready }, ["ready"] },
        { Waiting, Errored, ["errored Errored no video in it"] },
        { Errored, Errored with { Conditions = [Stalled("Errored", "no video in it")] }, [] },
        { Waiting, Waiting with { State = VideoAssetState.TimedOut }, ["errored UploadTimedOut Nothing was uploaded in time."] },
        { Waiting, Waiting with { State = VideoAssetState.Cancelled }, ["errored UploadCancelled The upload was canceled."] },
        { Waiting, Invalid, ["errored Invalid spec.source: must"] },
        { Invalid, Invalid with { Conditions = [Stalled("Invalid", "another")] }, [] },
        { Errored with { Conditions = [Stalled("Errored", "")] }, Waiting, ["waiting"] },
        { Waiting, Waiting with { Outbox = new() { ClosedAt = DateTimeOffset.UnixEpoch } }, ["deleted"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_change_of_the_status_tells_what_happened(object before, object after, string[] happened) =>
        AssetChanges.Between((VideoAssetStatus)before, (VideoAssetStatus)after).Select(c => c.Transition).OfType<Transition>()
            .Select(t => t.Reason is { } reason ? $"{t.Name} {reason} {t.Message}" : t.Name).ShouldBe(happened);

    private static Condition Stalled(string reason, string message) => new() { Type = ConditionTypes.Stalled, Status = ConditionStatus.True, Reason = reason, Message = message };
}
