using System.Diagnostics.Metrics;
using Onair.Operator.Metrics;

namespace Onair.Operator.Archives;

/// <summary>Counts the segments and bytes that are read to index archives.</summary>
internal static class ArchiveMetrics
{
    private static readonly Counter<long> Segments = OnairMeter.Instance.CreateCounter<long>(
        "onair_archive_segments_indexed_total", description: "Archive segments whose groups of pictures were indexed.");

    private static readonly Counter<long> Bytes = OnairMeter.Instance.CreateCounter<long>(
        "onair_archive_bytes_indexed_total", description: "Bytes of archive segments that were read to index them or to place them on the timeline.");

    public static void Indexed() => Segments.Add(1);

    public static void Read(long bytes) => Bytes.Add(bytes);
}
