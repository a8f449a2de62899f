using Onair.Api.ArchiveSplits;
using Onair.Events.Data;
using Onair.Events.Formats.Plain;

namespace Onair.Events;

/// <summary>The events of an ArchiveSplit.</summary>
public static class ArchiveSplitEventKind
{
    /// <summary>What all places that handle the events of every kind need to know.</summary>
    public static EventKind<ArchiveSplit> Definition { get; } = EventKind<ArchiveSplit>.Of(
        ArchiveSplitKind.Definition,
        EventJson.Wire.ArchiveSplitData,
        ArchiveSplitMapping.Of,
        PlainSplits.Objects,
        [
            EventTypes.ArchiveSplitStarted, EventTypes.ArchiveSplitSectionCompleted, EventTypes.ArchiveSplitCompleted, EventTypes.ArchiveSplitFailed,
        ]);
}

public static partial class EventTypes
{
    /// <summary>The first section is being cut.</summary>
    public const string ArchiveSplitStarted = "dev.onair.archivesplit.started";

    /// <summary>A section is completed.</summary>
    public const string ArchiveSplitSectionCompleted = "dev.onair.archivesplit.sectioncompleted";

    /// <summary>All sections are completed.</summary>
    public const string ArchiveSplitCompleted = "dev.onair.archivesplit.completed";

    /// <summary>A section has failed, or work is stalled until somebody changes something.</summary>
    public const string ArchiveSplitFailed = "dev.onair.archivesplit.failed";
}
