using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Events.Transitions;

namespace Onair.Tests.Unit.Events.Transitions;

public sealed class StreamChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private static readonly LiveStreamStatus Idle = new() { ObservedGeneration = 1, Resources = new() { ChannelId = "1234567" }, Playback = new() { Url = "https://origin.example.com/index.m3u8" } };

    private static readonly SessionStatus Opened = new() { Id = "s1", StartedAt = Now };

    private static readonly LiveStreamStatus Starting = Idle with { CurrentSessionId = "s1", Sessions = [Opened] };

    private static readonly LiveStreamStatus Running = Starting with { Sessions = [Opened with { RunningAt = Now }], Conditions = [Is(LiveStreamConditions.Receiving, false, "NoInput")] };

    private static readonly LiveStreamStatus Receiving = Running with { Conditions = [Is(LiveStreamConditions.Receiving, true, "VideoArrives")] };

    private static readonly LiveStreamStatus Stopping = Receiving with { Sessions = [Opened with { RunningAt = Now, StoppingAt = Now, StopReason = "spec.state is Stopped" }] };

    private static readonly LiveStreamStatus Stopped = Stopping with { CurrentSessionId = null, Sessions = [Stopping.Sessions[0] with { StoppedAt = Now }] };

    private static readonly LiveStreamStatus Pending = Running with { Conditions = [.. Running.Conditions, Is(LiveStreamConditions.ChangesPending, true, "WaitingForIdle")] };

    private static readonly LiveStreamStatus Failed = Idle with { Conditions = [Is(ConditionTypes.Stalled, true, "AccessDenied", "no right")] };

    private static readonly LiveStreamStatus Held = Stopped with
    {
        Hold = new() { SessionId = "s1", Reason = "MaxRunDuration", Message = "It ran for 1h." },
        Conditions = [Is(ConditionTypes.Stalled, true, "MaxRunDuration")],
    };

    private static readonly LiveStreamStatus Limited = Receiving with { Hold = Held.Hold };

    private static readonly LiveStreamStatus OutOfQuota = Idle with { Conditions = [Is(ConditionTypes.Stalled, true, "QuotaExceeded", "5 channels")] };

    /// <summary>Statuses, one after the other → what happened.</summary>
    public static TheoryData<object, object, string[]> Cases => new()
    {
        { new LiveStreamStatus(), new LiveStreamStatus { ObservedGeneration = 1 }, [] },
        { new LiveStreamStatus(), Idle with { Playback = null }, [] },
        { Idle with { Playback = null }, Idle, ["provisioned"] },
        { Idle, Idle, [] },
        { Idle, Starting, ["starting s1"] },
        { Starting, Running, ["started s1"] },
        { Idle, Running, ["starting s1", "started s1"] },
        { Running, Receiving, ["receiving"] },
        { Receiving, Running, ["inputlost: NoInput No video arrives at the running channel."] },
        { Receiving, Stopping, ["stopping s1:  spec.state is Stopped"] },
        { Stopping, Stopped, ["stopped s1:  spec.state is Stopped"] },
        { Receiving, Receiving with { CurrentSessionId = null, Sessions = [Opened with { RunningAt = Now, StoppedAt = Now }] }, ["stopped s1"] },
        { Stopped, Stopped with { Conditions = [Is(LiveStreamConditions.Receiving, false, "NotRunning")] }, [] },
        { Receiving, Starting with { CurrentSessionId = "s2", Sessions = [Opened with { Id = "s2" }], Conditions = [Is(LiveStreamConditions.Receiving, false, "NotRunning")] }, ["starting s2"] },
        { Receiving, Limited, ["failed: MaxRunDuration It ran for 1h."] },
        { Limited, Limited with { Sessions = Stopping.Sessions }, ["stopping s1:  spec.state is Stopped"] },
        { Limited with { Sessions = Stopping.Sessions }, Held, ["stopped s1: MaxRunDuration spec.state is Stopped"] },
        { Held, Held with { Hold = null }, [] },
        { Held, Failed, ["failed: AccessDenied no right"] },
        { Idle, OutOfQuota, ["failed: QuotaExceeded 5 channels"] },
        { OutOfQuota, OutOfQuota with { Phase = "QuotaExceeded" }, [] },
        { OutOfQuota, Idle, [] },
        { Idle, Idle with { ObservedGeneration = 2 }, ["changed"] },
        { Running, Pending with { ObservedGeneration = 2 }, [] },
        { Pending, Running, ["changed"] },
        { Idle, Failed, ["failed: AccessDenied no right"] },
        { Failed, Failed with { Conditions = [Is(ConditionTypes.Stalled, true, "AccessDenied", "still no right")] }, [] },
        { Failed, Failed with { Conditions = [Is(ConditionTypes.Stalled, true, "Invalid", "wrong")], ObservedGeneration = 2 }, ["failed: Invalid wrong"] },
        { Failed, Idle, [] },
        { Idle, Idle with { Outbox = new() { ClosedAt = Now } }, ["deleted"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_change_of_the_status_tells_what_happened(object before, object after, string[] happened) =>
        StreamChanges.Between((LiveStreamStatus)before, (LiveStreamStatus)after).Select(c => c.Transition).OfType<Transition>().Select(Text).ShouldBe(happened);

    private static string Text(Transition t) =>
        t.Name + (t.SessionId is { } session ? $" {session}" : "") + (t.Reason is null && t.Message is null ? "" : $": {t.Reason} {t.Message}");

    private static Condition Is(string type, bool value, string reason, string message = "") =>
        new() { Type = type, Status = value ? ConditionStatus.True : ConditionStatus.False, Reason = reason, Message = message };
}
