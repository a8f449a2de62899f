using System.Globalization;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Operator.ArchiveSplits.Decisions;

namespace Onair.Operator.ArchiveSplits.Status;

/// <summary>The condition Downloadable. A pure function.</summary>
internal static class DownloadCondition
{
    /// <summary>What it says; null before the first section is cut.</summary>
    public static (bool Holds, string Reason, string Message)? Of(ArchiveSplitView split) => split switch
    {
        { DownloadProblem: var (reason, message) } => (false, reason, message),
        { Status.Downloads: null } => null,
        { Status.Downloads: { SecretName: null } or { Files: 0 } } => (false, "FilesMissing", "None of the MP4s is in the output bucket."),
        { Status.Downloads: { ExpiresAt: var end } signed } when end <= split.Now =>
            (false, "Expired", $"The URLs in Secret \"{signed.SecretName}\" expired at {Text(end)}. A new value of the annotation {Annotations.Renew} replaces them."),
        { Status.Downloads: { } signed } => (true, "Signed", $"Secret \"{signed.SecretName}\" has the URLs of {Files(signed)}. They expire at {Text(signed.ExpiresAt)}."),
    };

    private static string Files(SplitDownloadsStatus signed) => signed.Files == signed.Sections
        ? $"{signed.Files} MP4s" : $"{signed.Files} of {signed.Sections} MP4s; the others are not in the output bucket, or do not fit into the Secret";

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
