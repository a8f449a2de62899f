using Onair.Api.ArchiveSplits;
using Onair.Events.Data;
using Onair.Events.Formats.Plain;

namespace Onair.Events.Kinds;

/// <summary>The events of an ArchiveSplit.</summary>
public static class ArchiveSplitEventKind
{
    /// <summary>What all places that handle the events of every kind need to know.</summary>
    public static EventKind<ArchiveSplit> Definition { get; } = EventKind<ArchiveSplit>.Of(
        ArchiveSplitKind.Definition,
        EventJson.Wire.ArchiveSplitData,
        ArchiveSplitMapping.Of,
        ArchiveSplitObjects.Of,
        [
            EventTypes.ArchiveSplitStarted, EventTypes.ArchiveSplitSectionCompleted, EventTypes.ArchiveSplitCompleted, EventTypes.ArchiveSplitFailed,
        ]);
}
