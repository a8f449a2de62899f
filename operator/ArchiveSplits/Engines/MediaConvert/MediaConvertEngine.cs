using System.Net;
using Amazon.MediaConvert;
using Amazon.MediaConvert.Model;
using Amazon.Runtime;
using Amazon.S3;
using Onair.Api.ArchiveSplits;
using Onair.Operator.ArchiveSplits.Decisions;

namespace Onair.Operator.ArchiveSplits.Engines.MediaConvert;

/// <summary>
/// A MediaConvert job for each attempt. MediaConvert forgets CreateJob's token after a minute, so the engine looks for
/// an existing job before it creates one; tags identify the owner.
/// </summary>
internal sealed class MediaConvertEngine : ISectionEngine
{
    public SplitEngine Engine => SplitEngine.MediaConvert;

    public async Task<EngineView> LookAsync(SectionWork work, CancellationToken cancellationToken)
    {
        // Without a recorded id, starting the attempt finds an existing job and records it.
        if (work.Section.JobId is null || await ConvertJobLookup.FindAsync(work, cancellationToken) is not { } job) return new EngineView.None();
        return ConvertJobState.Of(job.Job);
    }

    public async Task<string> StartAsync(SectionWork work, Coverage.Ready what, CancellationToken cancellationToken)
    {
        var spec = work.Account.Aws.MediaConvert
            ?? throw new InvalidOperationException($"MediaProvider \"{work.Split.Recorded.Provider}\" no longer has spec.aws.mediaConvert.");
        if (await ConvertJobLookup.FindAsync(work, cancellationToken) is { } job) return job.Id;
        var request = ConvertJob.Of(work, what, spec);
        try
        {
            return (await work.Account.MediaConvert.CallAsync("CreateJob", (m, c) => m.CreateJobAsync(request, c), cancellationToken)).Job.Id;
        }
        catch (BadRequestException e)
        {
            throw new SectionRefusedException($"MediaConvert refuses the job: {e.Message}");
        }
        catch (NotFoundException e)
        {
            // The queue or template that the provider names does not exist: waiting does not help.
            throw new AmazonMediaConvertException(e.Message, e, ErrorType.Sender, "UnknownReference", e.RequestId, HttpStatusCode.BadRequest);
        }
    }

    public async Task<SectionOutput> FinishAsync(SectionWork work, EngineView.Succeeded result, CancellationToken cancellationToken)
    {
        // MediaConvert stores complete files only. A template may have given it another name.
        try
        {
            var found = await work.Account.S3.CallAsync("HeadObject", (s3, c) => s3.GetObjectMetadataAsync(work.Output.Bucket, work.Output.Key, c), cancellationToken);
            return result.Output with { Bytes = found.ContentLength };
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            throw new LostOutputException($"MediaConvert job {work.Section.JobId} is COMPLETE, but {work.Output} does not exist: check the first output group of the job template");
        }
    }

    public async Task CancelAsync(SectionWork work, CancellationToken cancellationToken)
    {
        if (await ConvertJobLookup.FindAsync(work, cancellationToken) is not { } job || ConvertJobState.IsOver(job.Job)) return;
        try
        {
            await work.Account.MediaConvert.CallAsync("CancelJob", (m, c) => m.CancelJobAsync(new CancelJobRequest { Id = job.Id }, c), cancellationToken);
        }
        catch (ConflictException)
        {
            // It ended meanwhile, or is about to.
        }

        var after = await work.Account.MediaConvert.CallAsync("GetJob", (m, c) => m.GetJobAsync(new GetJobRequest { Id = job.Id }, c), cancellationToken);
        if (!ConvertJobState.IsOver(after.Job)) throw new InvalidOperationException($"MediaConvert job {job.Id} was canceled and is still {after.Job.Status}.");
    }
}
