using System.Text.Json.Serialization;

namespace Onair.Events.Formats.Plain;

/// <summary>What analytics have as data: another object for each type of analytics.</summary>
[JsonDerivedType(typeof(PlainSessionFigures))]
[JsonDerivedType(typeof(PlainVideoFigures))]
[JsonDerivedType(typeof(PlainSplitFigures))]
internal record PlainFigures;

/// <summary>Of a session of a stream.</summary>
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

/// <summary>Of a video.</summary>
internal sealed record PlainVideoFigures : PlainFigures
{
    public string PlaybackUrl { get; init; } = "";
    public string ThumbnailUrl { get; init; } = "";
    public double DurationSeconds { get; init; }
    public double PreparationSeconds { get; init; }
}

/// <summary>Of the work on an archive.</summary>
internal sealed record PlainSplitFigures : PlainFigures
{
    public string SessionId { get; init; } = "";
    public long SectionsCompleted { get; init; }
    public long SectionsFailed { get; init; }
    public double DurationSeconds { get; init; }
}
