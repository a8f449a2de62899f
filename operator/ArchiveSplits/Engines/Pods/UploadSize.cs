namespace Onair.Operator.ArchiveSplits.Engines.Pods;

/// <summary>The part size of an MP4's multipart upload. Pure.</summary>
/// <param name="PartBytes">Size of each part but the last.</param>
/// <param name="Parts">How many may be needed at most.</param>
internal sealed record UploadSize(int PartBytes, int Parts)
{
    // S3's minimum part size.
    private const long SmallestPart = 8L << 20;

    // The plan has a signed URL for each part. Signatures compress badly, and a Secret holds at most 1 MiB.
    private const int MostParts = 4_000;

    // A remuxed MP4 is smaller than its transport stream; a re-encoded one may be larger.
    private const int Reserve = 2;

    /// <param name="bytes">Of the groups that are cut.</param>
    public static UploadSize For(long bytes)
    {
        var part = Math.Max(SmallestPart, Reserve * bytes / MostParts);
        return new((int)part, (int)(Reserve * bytes / part) + 2);
    }
}
