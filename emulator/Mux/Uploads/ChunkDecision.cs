namespace Onair.Emulator.Mux.Uploads;

/// <summary>What is done with the body of a PUT.</summary>
internal enum ChunkAction
{
    /// <summary>Its bytes behind the <see cref="ChunkDecision.Skip"/> are appended.</summary>
    Append,

    /// <summary>It is the whole file and takes the place of what arrived before.</summary>
    Replace,

    /// <summary>All of it is there already: the answer tells how far the file is.</summary>
    Tell,

    /// <summary>It is refused.</summary>
    Refuse,
}

/// <summary>A chunk against what has arrived. Bytes that came once are kept; what comes again is skipped; nothing is written behind a gap.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Skip">Bytes at the body's beginning that are there already.</param>
/// <param name="Total">The file's size as far as it is known now.</param>
/// <param name="Reason">Why it is refused.</param>
internal sealed record ChunkDecision(ChunkAction Action, long Skip, long? Total, string? Reason = null)
{
    /// <param name="range">What the PUT says; null for the whole file in one.</param>
    /// <param name="received">Bytes that are there.</param>
    /// <param name="total">The file's size, if an earlier chunk told it.</param>
    /// <param name="length">The body's <c>Content-Length</c>; null when it is chunked.</param>
    public static ChunkDecision For(ContentRange? range, long received, long? total, long? length)
    {
        if (range is null) return new(ChunkAction.Replace, 0, length);
        if (range.Total is not null && total is not null && range.Total != total)
            return Refused($"Content-Range: total {range.Total} differs from {total} told before");
        var known = range.Total ?? total;
        if (range.IsQuestion) return new(ChunkAction.Tell, 0, known);
        var size = range.Last!.Value - range.First!.Value + 1;
        if (length is not null && length != size) return Refused($"Content-Length: value {length} must be {size}, as Content-Range says");
        if (range.First > received || range.Last < received) return new(ChunkAction.Tell, 0, known);
        return new(ChunkAction.Append, received - range.First.Value, known);
    }

    private static ChunkDecision Refused(string reason) => new(ChunkAction.Refuse, 0, null, reason);
}
