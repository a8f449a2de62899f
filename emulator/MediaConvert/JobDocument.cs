using System.Text.Json.Nodes;
using Onair.Emulator.MediaConvert.Transcoding;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaConvert;

/// <summary>A job on the wire.</summary>
internal static class JobDocument
{
    /// <param name="job">The row.</param>
    /// <param name="arn">The job's.</param>
    /// <param name="queueArn">Its queue's.</param>
    /// <param name="progress">Of a job that runs.</param>
    public static JsonObject Of(Job job, string arn, string queueArn, JobProgress? progress)
    {
        var document = job.Request.Copy();
        document["accelerationStatus"] = "NOT_APPLICABLE";
        document["arn"] = arn;
        document["createdAt"] = job.SubmittedAt.ToUnixTimeSeconds();
        document["errorCode"] = job.ErrorCode;
        document["errorMessage"] = job.ErrorMessage;
        document["id"] = job.Id;
        document["messages"] = new JsonObject { ["info"] = new JsonArray(), ["warning"] = new JsonArray() };
        document["outputGroupDetails"] = job.Details?.DeepClone();
        document["queue"] = queueArn;
        document["settings"] = job.Settings.DeepClone();
        document["status"] = job.Status.Wire();
        document["timing"] = new JsonObject
        {
            ["finishTime"] = job.FinishedAt?.ToUnixTimeSeconds(),
            ["startTime"] = job.StartedAt?.ToUnixTimeSeconds(),
            ["submitTime"] = job.SubmittedAt.ToUnixTimeSeconds(),
        };
        if (job.Status == JobStatus.Progressing)
        {
            document["currentPhase"] = (progress?.Phase ?? JobPhase.Probing).Wire();
            document["jobPercentComplete"] = progress?.Percent ?? 0;
        }
        else if (job.Status == JobStatus.Complete)
        {
            document["jobPercentComplete"] = 100;
        }

        foreach (var (name, _) in document.Where(m => m.Value is null).ToList()) document.Remove(name);
        return document;
    }
}
