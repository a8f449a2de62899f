namespace Onair.Operator.ArchiveSplits.Engines.Pods;

/// <summary>In which parts an MP4 is uploaded. Pure.</summary>
/// <param name="PartBytes">Size of each part but the last.</param>
/// <param name="Parts">How many may be needed at most.</param>
internal sealed record UploadSize(int PartBytes, int Parts)
{
    // S3 takes parts of 5 MiB and more.
    private const long SmallestPart = 8L << 20;

    // Each part has a URL in the plan, of which its signature does not pack well; and a Secret takes a megabyte.
    private const int MostParts = 4_000;

    // Copied, the MP4 is smaller than its transport stream; re-encoded it may be larger.
    private const int Reserve = 2;

    /// <param name="bytes">Of the groups that are cut.</param>
    public static UploadSize For(long bytes)
    {
        var part = Math.Max(SmallestPart, Reserve * bytes / MostParts);
        return new((int)part, (int)(Reserve * bytes / part) + 2);
    }
}
