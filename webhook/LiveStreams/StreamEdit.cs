using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;

namespace Onair.Webhook.LiveStreams;

/// <summary>What is known when a LiveStream is created or edited.</summary>
/// <param name="Before">The stored stream; null on CREATE.</param>
/// <param name="After">The new stream.</param>
/// <param name="SpecChanged">Whether the spec changes; true on CREATE.</param>
/// <param name="Provider">The MediaProvider that it names; null when it does not exist.</param>
/// <param name="Now">The time at which the schedule is evaluated.</param>
internal sealed record StreamEdit(LiveStream? Before, LiveStream After, bool SpecChanged, MediaProvider? Provider, DateTimeOffset Now)
{
    /// <summary>Whether a session is open: the channel is starting, running or stopping.</summary>
    public bool IsOnAir => Before?.Recorded.CurrentSessionId is not null;

    public bool IsReceiving => Before?.Is(LiveStreamConditions.Receiving) == true;

    /// <summary>Whether earlier edits wait for the next stop.</summary>
    public bool HasPending => Before?.Is(LiveStreamConditions.ChangesPending) == true;

    public bool EndsShow => Wants(Before) == RunState.Running && Wants(After) == RunState.Stopped;

    /// <summary>The changed fields that need an idle channel.</summary>
    public IReadOnlyList<string> NeedIdle => Before is null ? [] : OnAirEdits.NeedIdle(Before.Spec, After.Spec);

    /// <summary>The annotation under which Onair changes nothing; null when none is set.</summary>
    public string? LeftAloneBy => LeftAlone.By(After);

    /// <summary>How long the channel has run in the open session; null when it does not run.</summary>
    public TimeSpan? Runs => Recorded.CurrentSession?.RunningAt is { } since ? Now - since : null;

    /// <summary>Whether the channel is to run after the edit.</summary>
    public bool IsToRun => Wants(After) == RunState.Running;

    /// <summary>Whether the schedule decides whether the channel runs.</summary>
    public bool FollowsSchedule => EffectiveRun.FollowsSchedule(After.Spec, Recorded);

    /// <summary>Whether a former release stored the state, which has no effect beside the schedule.</summary>
    public bool IgnoresState => EffectiveRun.IgnoresState(After.Spec, Recorded);

    // The API server keeps the stored status, whatever the client sends.
    private LiveStreamStatus Recorded => Before?.Recorded ?? new();

    private RunState? Wants(LiveStream? stream) => stream is null ? null : EffectiveRun.At(stream.Spec, Recorded, Now).State;
}
