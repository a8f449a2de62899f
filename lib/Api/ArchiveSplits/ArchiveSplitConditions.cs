namespace Onair.Api.ArchiveSplits;

/// <summary>The condition types of an ArchiveSplit besides those that all resources share.</summary>
public static class ArchiveSplitConditions
{
    /// <summary>A Secret has URLs from which the MP4s can be downloaded.</summary>
    public const string Downloadable = "Downloadable";
}
