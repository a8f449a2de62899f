namespace Onair.Events;

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
