using Onair.Events.Kinds;

namespace Onair.Events;

/// <summary>The kinds that have events.</summary>
public static class EventKindRegistry
{
    /// <summary>All of them, in the order in which the page on events lists their types.</summary>
    public static IReadOnlyList<EventKind> All { get; } =
    [
        LiveStreamEventKind.Definition, IvsChannelEventKind.Definition, ArchiveSplitEventKind.Definition, VideoAssetEventKind.Definition, ConnectorEventKind.Definition,
        HlsBroadcastEventKind.Definition, BroadcastSiteEventKind.Definition,
    ];

    /// <summary>The kind of an event.</summary>
    /// <param name="type">The event's type, e.g. <c>dev.onair.livestream.started</c>.</param>
    /// <exception cref="InvalidOperationException">No kind of this release has such events.</exception>
    public static EventKind Of(string type) => All.FirstOrDefault(kind => kind.Has(type))
        ?? throw new InvalidOperationException($"\"{type}\" is not an event of a kind that this release knows; it knows {string.Join(", ", All.Select(kind => kind.Name))}");
}
