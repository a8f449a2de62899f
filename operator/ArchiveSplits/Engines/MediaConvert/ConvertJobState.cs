using Amazon.MediaConvert;
using Amazon.MediaConvert.Model;
using Onair.Operator.ArchiveSplits.Decisions;

namespace Onair.Operator.ArchiveSplits.Engines.MediaConvert;

/// <summary>What a MediaConvert job says of its attempt. Pure.</summary>
internal static class ConvertJobState
{
    public static EngineView Of(Job job)
    {
        if (job.Status == JobStatus.COMPLETE) return new EngineView.Succeeded(new SectionOutput { Seconds = Seconds(job), Method = "Encoded" });
        if (job.Status == JobStatus.ERROR) return new EngineView.Failed($"MediaConvert error {job.ErrorCode}: {job.ErrorMessage}");
        // Somebody cancelled it. The operator does not start it again on its own.
        if (job.Status == JobStatus.CANCELED) return new EngineView.Failed($"MediaConvert job {job.Id} was canceled outside Onair", Final: true);
        return job.Status == JobStatus.SUBMITTED
            ? new EngineView.Working(0, $"MediaConvert job {job.Id} waits in queue {job.Queue?.Split('/')[^1]}")
            : new EngineView.Working(Math.Clamp(job.JobPercentComplete ?? 0, 0, 99));
    }

    /// <summary>The job has ended.</summary>
    public static bool IsOver(Job job) => job.Status == JobStatus.COMPLETE || job.Status == JobStatus.ERROR || job.Status == JobStatus.CANCELED;

    private static double? Seconds(Job job) => job.OutputGroupDetails?.FirstOrDefault()?.OutputDetails?.FirstOrDefault()?.DurationInMs is { } duration ? duration / 1000.0 : null;
}
