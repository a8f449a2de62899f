using System.Diagnostics.Metrics;
using Onair.Api.ArchiveSplits;
using Onair.Operator.Metrics;

namespace Onair.Operator.ArchiveSplits;

/// <summary>Counts what was cut.</summary>
internal static class SplitMetrics
{
    private static readonly Counter<long> Sections = OnairMeter.Instance.CreateCounter<long>(
        "onair_split_sections_total", description: "Attempts at sections of ArchiveSplits, by engine and result: Completed, Retried or Failed.");

    private static readonly Histogram<double> Duration = OnairMeter.Instance.CreateHistogram<double>(
        "onair_split_section_duration_seconds", "s", "Time from the start of a section's last attempt until its MP4 exists.");

    public static void Completed(ArchiveSplitSpec spec, SplitSectionStatus section)
    {
        Count(spec, "Completed");
        if (section is { StartedAt: { } started, CompletedAt: { } completed })
            Duration.Record((completed - started).TotalSeconds, new KeyValuePair<string, object?>("engine", spec.Engine.ToString()));
    }

    public static void Failed(ArchiveSplitSpec spec, bool final) => Count(spec, final ? "Failed" : "Retried");

    private static void Count(ArchiveSplitSpec spec, string result) => Sections.Add(1, new("engine", spec.Engine.ToString()), new("result", result));
}
