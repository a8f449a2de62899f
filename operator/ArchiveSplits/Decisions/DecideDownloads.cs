namespace Onair.Operator.ArchiveSplits.Decisions;

/// <summary>Decides when the URLs of the MP4s are signed: when another section is cut, when somebody asks for it, and when somebody has deleted or edited the Secret. A pure function.</summary>
internal static class DecideDownloads
{
    public static ArchiveSplitStep.WriteDownloads? Next(ArchiveSplitView split)
    {
        var done = split.In(Api.ArchiveSplits.SplitSectionState.Completed).Count();
        if (done == 0 || split.DownloadProblem is not null) return null;
        return split.Status.Downloads is { } signed && signed.Sections == done && signed.Renewed == split.Renew && !split.DownloadsAreLost ? null : new();
    }
}
