using Onair.Events;
using Onair.Events.Data;

namespace Onair.Gateway.Telemetry.Store;

/// <summary>What new events change in their session. A pure function: an event that comes late or twice changes nothing that a newer one has said.</summary>
/// <param name="Watching">Whether the viewer watches; null for no change.</param>
/// <param name="WatchingNumber">The event that says so.</param>
/// <param name="Figures">The newest figures; null for no change.</param>
/// <param name="FiguresNumber">The event that has them.</param>
internal sealed record SessionChange(bool? Watching, int WatchingNumber, ViewFigures? Figures, int FiguresNumber)
{
    private static readonly HashSet<string> Begins = ["stream_start", "stream_resume", "stream_buffering"];
    private static readonly HashSet<string> Ends = ["stream_pause", "stream_error", "stream_end"];

    /// <param name="watchingNumber">The event that said last whether the viewer watches.</param>
    /// <param name="figuresNumber">The event that had the last figures.</param>
    /// <param name="added">New events.</param>
    public static SessionChange Of(int watchingNumber, int figuresNumber, IEnumerable<ViewerEvent> added)
    {
        var change = new SessionChange(null, watchingNumber, null, figuresNumber);
        foreach (var next in added.OrderBy(e => e.Number))
        {
            var begins = Begins.Contains(next.Name);
            if (next.Number > change.WatchingNumber && (begins || Ends.Contains(next.Name))) change = change with { Watching = begins, WatchingNumber = next.Number };
            if (next.Number > change.FiguresNumber && next is { Name: PlayerEventTypes.Performance, Data.Figures: { } figures })
                change = change with { Figures = figures, FiguresNumber = next.Number };
        }
        return change;
    }
}
