using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.ArchiveSplits.Engines.Pods;

namespace Onair.Operator.ArchiveSplits;

/// <summary>Cleans up after a deleted split: cancels its work, and deletes its outputs unless they are retained.</summary>
internal sealed class SplitCleanup(KubernetesClient client, PodEngine pods)
{
    /// <summary>Cancels all work; true when no Job of the split exists.</summary>
    public async Task<bool> CancelAsync(ArchiveSplitRound round, ISectionEngine engine, CancellationToken cancellationToken)
    {
        foreach (var section in round.Resource.Recorded.Sections.Where(s => s.State == SplitSectionState.Running))
            await engine.CancelAsync(round.Work(section.Position), cancellationToken);
        var ofSplit = new ListOptions { LabelSelector = $"{SplitterJob.SplitLabel}={round.Resource.Uid}" };
        var left = false;
        await foreach (var job in client.ListAsync(BuiltInResources.Jobs, round.Resource.Namespace(), ofSplit, cancellationToken))
        {
            left = true;
            if (job.Metadata.DeletionTimestamp is null) await pods.RemoveAsync(job.Metadata.Name!, job.Namespace()!, cancellationToken);
        }

        return !left;
    }

    /// <summary>Deletes the MP4s and playlists that are this split's.</summary>
    public static async Task RemoveOutputsAsync(ArchiveSplitRound round, CancellationToken cancellationToken)
    {
        foreach (var section in round.Resource.Recorded.Sections.Where(s => s.Attempts is not null))
            await SectionOutputStore.RemoveAsync(round.Work(section.Position), cancellationToken);
    }
}
