using Amazon.MediaConvert;
using Amazon.MediaConvert.Model;

namespace Onair.Operator.ArchiveSplits.Engines.MediaConvert;

/// <summary>Finds the job of an attempt in the account.</summary>
internal static class ConvertJobLookup
{
    // The clock skew that AWS accepts.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The job, by the id that is recorded if it is the attempt's, else by its tags; null when there is none.</summary>
    public static async Task<OwnedJob?> FindAsync(SectionWork work, CancellationToken cancellationToken)
    {
        if (work.Section.JobId is not { } id) return await FindByTagsAsync(work, cancellationToken);
        try
        {
            var job = (await work.Account.MediaConvert.CallAsync("GetJob", (m, c) => m.GetJobAsync(new GetJobRequest { Id = id }, c), cancellationToken)).Job;
            // Whoever may write a status could record the id of another's job.
            return OwnedJob.Of(work, job, job.UserMetadata) ?? await FindByTagsAsync(work, cancellationToken);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    // Newest first, back to when the attempt began. User metadata finds candidates, but anybody may have written it; only tags are proof.
    private static async Task<OwnedJob?> FindByTagsAsync(SectionWork work, CancellationToken cancellationToken)
    {
        var since = (work.Section.StartedAt ?? DateTimeOffset.MinValue + ClockSkew) - ClockSkew;
        string? token = null;
        do
        {
            var request = new ListJobsRequest { Order = Order.DESCENDING, MaxResults = 20, NextToken = token };
            var page = await work.Account.MediaConvert.CallAsync("ListJobs", (m, c) => m.ListJobsAsync(request, c), cancellationToken);
            foreach (var job in page.Jobs ?? [])
            {
                if (job.CreatedAt < since.UtcDateTime) return null;
                if (ConvertJob.IsOf(work, job.UserMetadata) && await ProveAsync(work, job, cancellationToken) is { } proven) return proven;
            }

            token = page.NextToken;
        }
        while (!string.IsNullOrEmpty(token));
        return null;
    }

    private static async Task<OwnedJob?> ProveAsync(SectionWork work, Job job, CancellationToken cancellationToken)
    {
        var answer = await work.Account.MediaConvert.CallAsync(
            "ListTagsForResource", (m, c) => m.ListTagsForResourceAsync(new ListTagsForResourceRequest { Arn = job.Arn }, c), cancellationToken);
        return OwnedJob.Of(work, job, answer.ResourceTags?.Tags);
    }
}
