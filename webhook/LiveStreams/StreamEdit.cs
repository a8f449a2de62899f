using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;

namespace Onair.Webhook.LiveStreams;

/// <summary>What is known when a LiveStream is created or edited.</summary>
/// <param name="Before">The stream as it is stored; null when it is created.</param>
/// <param name="After">The stream as it is to be.</param>
/// <param name="SpecChanged">The spec is another; true when it is created.</param>
/// <param name="Provider">The MediaProvider that it names; null when there is none.</param>
/// <param name="Now">The time that the schedule is read at.</param>
internal sealed record StreamEdit(LiveStream? Before, LiveStream After, bool SpecChanged, MediaProvider? Provider, DateTimeOffset Now)
{
    /// <summary>The channel is started, runs or stops: a session is open.</summary>
    public bool IsOnAir => Before?.Recorded.CurrentSessionId is not null;

    public bool IsReceiving => Before?.Is(LiveStreamConditions.Receiving) == true;

    /// <summary>Former edits wait for the next stop.</summary>
    public bool HasPending => Before?.Is(LiveStreamConditions.ChangesPending) == true;

    public bool EndsShow => Wants(Before) == StreamState.Running && Wants(After) == StreamState.Stopped;

    /// <summary>The changed fields that need an idle channel.</summary>
    public IReadOnlyList<string> NeedIdle => Before is null ? [] : OnAirEdits.NeedIdle(Before.Spec, After.Spec);

    private StreamState? Wants(LiveStream? stream) => stream is null ? null : RunSchedule.At(stream.Spec, Now)?.State ?? stream.Spec.State;
}
