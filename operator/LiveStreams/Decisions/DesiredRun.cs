using System.Globalization;
using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Whether the channel should run now.</summary>
/// <param name="Runs">It should run.</param>
/// <param name="Why">Why it should be stopped, for the Event before it goes off air.</param>
internal sealed record DesiredRun(bool Runs, string Why)
{
    /// <summary>What the spec declares: its schedule when it has one, else its state.</summary>
    public static DesiredRun Declared(LiveStreamView view) => RunSchedule.At(view.Spec, view.Now) switch
    {
        null => new(view.Spec.State == StreamState.Running, "state is Stopped"),
        { State: StreamState.Running } => new(true, ""),
        { Until: { } next } => new(false, string.Create(CultureInfo.InvariantCulture, $"the schedule has no window until {next:yyyy-MM-ddTHH:mm:ssZ}")),
        _ => new(false, "the schedule has no window any more"),
    };

    /// <summary>What is declared, unless the cost guard holds the channel.</summary>
    public static DesiredRun Of(LiveStreamView view) =>
        view.Status.Hold is { } hold && hold.SessionId != view.Resume ? new(false, hold.Message) : Declared(view);
}
