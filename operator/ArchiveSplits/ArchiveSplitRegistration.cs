using k8s.Models;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.HlsBroadcasts;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator.ArchiveSplits.Downloads;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.ArchiveSplits.Engines.MediaConvert;
using Onair.Operator.ArchiveSplits.Engines.Pods;
using Onair.Operator.ArchiveSplits.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.ArchiveSplits;

/// <summary>Registers what ArchiveSplits need.</summary>
internal static class ArchiveSplitRegistration
{
    public static IServiceCollection AddArchiveSplits(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton<ArchiveSplitRecorder>()
        .AddSingleton<SplitCleanup>()
        .AddSingleton<OutputProofs>()
        .AddSingleton<DownloadUrls>()
        .AddSingleton<DownloadWriter>()
        .AddSingleton<ArchiveSplitActor>()
        .AddSingleton<PodEngine>()
        .AddSingleton<ISectionEngine>(p => p.GetRequiredService<PodEngine>())
        .AddSingleton<ISectionEngine, MediaConvertEngine>()
        .AddReconciler<ArchiveSplitReconciler, ArchiveSplit, ArchiveSplitRound>(OnairResources.ArchiveSplits, ArchiveSplitOutbox.Kind, options, o => o
            // No two splits write to the same place.
            .Reads(OnairResources.ArchiveSplits)
            .Watch<LiveStream>(OnairResources.LiveStreams, (stream, splits) => SplitsOf(stream.Namespace(), s => s.StreamRef?.Name == stream.Metadata.Name, splits))
            .Watch<HlsBroadcast>(
                OnairResources.HlsBroadcasts, (broadcast, splits) => SplitsOf(broadcast.Namespace(), s => s.BroadcastRef?.Name == broadcast.Metadata.Name, splits))
            .Watch<MediaProvider>(OnairResources.MediaProviders, (_, splits) => splits.List().Where(IsOpen).Select(s => NamespacedName.Of(s)))
            .Watch<V1Job>(BuiltInResources.Jobs, SplitOf, jobs =>
            {
                jobs.Namespace = o.Informer.Namespace;
                jobs.LabelSelector = SplitterJob.SplitLabel;
                jobs.Indexes[ArchiveSplitReconciler.BySplit] = job => job.GetLabel(SplitterJob.SplitLabel) is { } uid ? [uid] : [];
            }),
            SecretsOf);

    // Each Job that runs has a plan of the same name.
    private static IEnumerable<string> SecretsOf(ArchiveSplit split)
    {
        if (split.Recorded.Downloads?.SecretName is not null) yield return split.DownloadSecretName;
        if (split.Spec.Engine != SplitEngine.Pod) yield break;
        foreach (var section in split.Recorded.Sections.Where(s => s is { State: SplitSectionState.Running, JobId: not null })) yield return section.JobId!;
    }

    // What a source records, and how a session ends, matters to the splits of it that are not completed.
    private static IEnumerable<NamespacedName> SplitsOf(string? ns, Func<ArchiveSplitSpec, bool> names, KnownObjects<ArchiveSplit> splits) =>
        splits.List().Where(s => s.Namespace() == ns && names(s.Spec) && IsOpen(s)).Select(s => NamespacedName.Of(s));

    private static IEnumerable<NamespacedName> SplitOf(V1Job job, KnownObjects<ArchiveSplit> splits) =>
        (job.Metadata.OwnerReferences ?? []).Where(o => o.Kind == OnairResources.ArchiveSplits.Kind)
            .Select(o => new NamespacedName(job.Namespace(), o.Name)).Where(name => splits.Get(name) is not null);

    private static bool IsOpen(ArchiveSplit split) => split.Recorded.CompletedAt is null;
}
