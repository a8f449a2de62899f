using System.Globalization;
using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Whether the channel is to run now, and who says so.</summary>
/// <param name="Runs">It is to run.</param>
/// <param name="Why">Why it is to be stopped, for the event before it goes off air.</param>
internal sealed record Wish(bool Runs, string Why)
{
    /// <summary>What the spec alone says: its schedule when it has one, else its state.</summary>
    public static Wish Declared(StreamView view) => RunSchedule.At(view.Spec, view.Now) switch
    {
        null => new(view.Spec.State == StreamState.Running, "state is Stopped"),
        { State: StreamState.Running } => new(true, ""),
        { Until: { } next } => new(false, string.Create(CultureInfo.InvariantCulture, $"the schedule has no window until {next:yyyy-MM-ddTHH:mm:ssZ}")),
        _ => new(false, "the schedule has no window any more"),
    };

    /// <summary>What is to be done: what is declared, unless the cost guard holds the channel.</summary>
    public static Wish Of(StreamView view) =>
        view.Status.Hold is { } hold && hold.SessionId != view.Resume ? new(false, hold.Message) : Declared(view);
}
