namespace Onair.Emulator.Mux.Uploads;

/// <summary>What is done with the body of a PUT.</summary>
internal enum ChunkAction
{
    /// <summary>Its bytes after the first <see cref="ChunkDecision.Skip"/> are appended.</summary>
    Append,

    /// <summary>It is the whole file and replaces the bytes received before.</summary>
    Replace,

    /// <summary>All of it was received before: the response reports the size of the file.</summary>
    Report,

    /// <summary>It is refused.</summary>
    Refuse,
}

/// <summary>Compares a chunk with the bytes received so far. Bytes received again are skipped; nothing is written after a gap.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Skip">Bytes at the start of the body that were received before.</param>
/// <param name="Total">The file's size as far as it is known now.</param>
/// <param name="Reason">Why it is refused.</param>
internal sealed record ChunkDecision(ChunkAction Action, long Skip, long? Total, string? Reason = null)
{
    /// <param name="range">What the PUT says; null for the whole file in one.</param>
    /// <param name="received">Number of bytes received.</param>
    /// <param name="total">The file's size, if an earlier chunk declared it.</param>
    /// <param name="length">The body's <c>Content-Length</c>; null when it is chunked.</param>
    public static ChunkDecision For(ContentRange? range, long received, long? total, long? length)
    {
        if (range is null) return new(ChunkAction.Replace, 0, length);
        if (range.Total is not null && total is not null && range.Total != total)
            return Refused($"Content-Range: total {range.Total} differs from {total} declared before");
        var known = range.Total ?? total;
        if (range.IsQuestion) return new(ChunkAction.Report, 0, known);
        var size = range.Last!.Value - range.First!.Value + 1;
        if (length is not null && length != size) return Refused($"Content-Length: value {length} must be {size}, as Content-Range says");
        if (range.First > received || range.Last < received) return new(ChunkAction.Report, 0, known);
        return new(ChunkAction.Append, received - range.First.Value, known);
    }

    private static ChunkDecision Refused(string reason) => new(ChunkAction.Refuse, 0, null, reason);
}
