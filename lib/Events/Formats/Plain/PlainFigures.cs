using System.Text.Json.Serialization;

namespace Onair.Events.Formats.Plain;

/// <summary>The data of analytics; each type of analytics has its own.</summary>
[JsonDerivedType(typeof(PlainSessionFigures))]
[JsonDerivedType(typeof(PlainVideoFigures))]
[JsonDerivedType(typeof(PlainSplitFigures))]
[JsonDerivedType(typeof(PlainViewFigures))]
internal record PlainFigures;

/// <summary>Analytics of a session of a stream.</summary>
internal sealed record PlainSessionFigures : PlainFigures
{
    public string SessionId { get; init; } = "";
    public string PlaybackUrl { get; init; } = "";
    public double StartupSeconds { get; init; }
    public double DurationSeconds { get; init; }
    public double RunningHours { get; init; }
    public double CostEstimate { get; init; }
    public string Currency { get; init; } = "";
}

/// <summary>Analytics of a video.</summary>
internal sealed record PlainVideoFigures : PlainFigures
{
    public string PlaybackUrl { get; init; } = "";
    public string ThumbnailUrl { get; init; } = "";
    public double DurationSeconds { get; init; }
    public double PreparationSeconds { get; init; }
}

/// <summary>Analytics of an ArchiveSplit.</summary>
internal sealed record PlainSplitFigures : PlainFigures
{
    public string SessionId { get; init; } = "";
    public long SectionsCompleted { get; init; }
    public long SectionsFailed { get; init; }
    public double DurationSeconds { get; init; }
}

/// <summary>Analytics of a view.</summary>
internal sealed record PlainViewFigures : PlainFigures
{
    public double ViewDuration { get; init; }
    public int BufferingEvents { get; init; }
    public int QualityChanges { get; init; }
    public string UserEngagement { get; init; } = "";
}
