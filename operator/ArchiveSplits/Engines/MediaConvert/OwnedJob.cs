using Amazon.MediaConvert.Model;

namespace Onair.Operator.ArchiveSplits.Engines.MediaConvert;

/// <summary>A MediaConvert job that is proven to be an attempt's: a look saw the split's uid, the section and the attempt on it.</summary>
internal sealed record OwnedJob
{
    private OwnedJob(Job job) => Job = job;

    public Job Job { get; }

    public string Id => Job.Id;

    /// <summary>A job; null when it is not the attempt's.</summary>
    /// <param name="work">The attempt.</param>
    /// <param name="job">The job, as MediaConvert returns it.</param>
    /// <param name="tags">Its tags, or its user metadata, which a job cannot get later.</param>
    public static OwnedJob? Of(SectionWork work, Job job, IReadOnlyDictionary<string, string>? tags) => ConvertJob.IsOf(work, tags) ? new(job) : null;
}
