namespace Onair.Operator.ArchiveSplits.Downloads;

/// <summary>Presigned URLs of a split's MP4s.</summary>
/// <param name="Urls">By the name of the file; null for a file that is not the split's, or for which there is no room.</param>
/// <param name="ExpiresAt">When they expire.</param>
internal sealed record SignedDownloads(IReadOnlyDictionary<string, string?> Urls, DateTimeOffset ExpiresAt)
{
    /// <summary>How many URLs there are.</summary>
    public int Files => Urls.Values.Count(url => url is not null);

    // They work like credentials until they expire, and a record prints its members.
    public override string ToString() => $"{Files} URLs";
}
