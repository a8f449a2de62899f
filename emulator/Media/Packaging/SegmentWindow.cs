namespace Onair.Emulator.Media.Packaging;

/// <summary>Which segments a playlist lists and which are kept. Pure functions on the ordered list of segments.</summary>
internal static class SegmentWindow
{
    // A playlist fetched a moment ago must still be playable: RFC 8216, 6.2.2 asks for its duration after a segment left.
    private const int GraceSegments = 3;

    /// <summary>Index of the first segment of the live playlist.</summary>
    public static int LiveFrom(IReadOnlyList<Segment> segments, TimeSpan window)
    {
        var from = segments.Count;
        for (var length = TimeSpan.Zero; from > 0 && length < window; from--) length += segments[from - 1].Duration;
        return from;
    }

    /// <summary>The segments of a range, none when it lies outside; and whether the range is complete.</summary>
    public static (IReadOnlyList<Segment> Segments, bool Ended) Range(IReadOnlyList<Segment> segments, TimeShift shift)
    {
        List<Segment> found = [.. segments.Where(s => s.End > shift.Start && (shift.End is null || s.Start < shift.End))];
        return (found, shift.End is { } end && segments.Count > 0 && segments[^1].End >= end);
    }

    /// <summary>Index of a segment by its number; negative when it is not there.</summary>
    public static int IndexOf(IReadOnlyList<Segment> segments, long sequence)
    {
        for (int low = 0, high = segments.Count - 1; low <= high;)
        {
            var middle = (low + high) / 2;
            if (segments[middle].Sequence == sequence) return middle;
            if (segments[middle].Sequence < sequence) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    /// <summary>How many of the oldest segments go.</summary>
    public static int Expired(IReadOnlyList<Segment> segments, PackageEndpoint endpoint, DateTimeOffset now)
    {
        var live = LiveFrom(segments, TimeSpan.FromSeconds(endpoint.PlaylistWindowSeconds));
        var removable = Math.Max(0, live - GraceSegments);
        var oldest = now - TimeSpan.FromSeconds(endpoint.StartoverWindowSeconds);
        var count = 0;
        while (count < removable && segments[count].End <= oldest) count++;
        return count;
    }
}
