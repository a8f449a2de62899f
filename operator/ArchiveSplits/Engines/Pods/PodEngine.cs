using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.Reconciliation;
using Onair.Recordings.Cutting;

namespace Onair.Operator.ArchiveSplits.Engines.Pods;

/// <summary>
/// A Kubernetes Job for each attempt. Its pod has no credentials: its plan has signed URLs of the segments and of the parts of an
/// upload that this engine has begun, and completes when the pod has succeeded.
/// </summary>
internal sealed class PodEngine(
    KubernetesClient client, SecretReader reader, OwnedSecretWriter writer, Informer<V1Job> jobs, WatchedSecrets<ArchiveSplit> secrets, OperatorOptions options, TimeProvider time)
    : ISectionEngine
{
    // Secrets that are known to exist. After a restart, the conflict of a repeated creation shows that one does.
    private readonly ConcurrentDictionary<string, bool> _planned = new(StringComparer.Ordinal);

    // A pod may wait for a node.
    private TimeSpan PlanLasts => TimeSpan.FromHours(1) + TimeSpan.FromSeconds(options.Splitter.ActiveDeadlineSeconds);

    public SplitEngine Engine => SplitEngine.Pod;

    public async Task<EngineView> LookAsync(SectionWork work, CancellationToken cancellationToken)
    {
        if (jobs.Get(NameOf(work)) is not { } job) return new EngineView.None();
        switch (JobEnd.Of(job))
        {
            case true:
                return JobEnd.Result(await PodsAsync(job, cancellationToken)) is { } result
                    ? new EngineView.Succeeded(Output(result)) : new EngineView.Failed("the pod succeeded, but its termination message is lost");
            case false:
                return new EngineView.Failed(JobEnd.Reason(job, await PodsAsync(job, cancellationToken)));
            default:
                return _planned.ContainsKey(job.Metadata.Uid!) && await IsPlannedAsync(work, job, cancellationToken) ? await ProgressAsync(work, job, cancellationToken) : new EngineView.None();
        }
    }

    public async Task<string> StartAsync(SectionWork work, Coverage.Ready what, CancellationToken cancellationToken)
    {
        var (ns, name) = NameOf(work);
        var job = await client.FindAsync(BuiltInResources.Jobs, name, ns, cancellationToken);
        if (job is null)
        {
            await SectionUpload.AbortAllAsync(work, cancellationToken);
            var uploadId = await SectionUpload.BeginAsync(work, cancellationToken);
            job = await client.CreateAsync(
                BuiltInResources.Jobs, SplitterJob.Of(work, uploadId, CutPlanBuilder.Bytes(what), await PodTemplateAsync(cancellationToken), options.Splitter.ActiveDeadlineSeconds),
                cancellationToken);
        }

        // Last, because the Job owns it, so that it is deleted with the Job. The pod waits for it.
        await PlanSecret.WriteAsync(writer, job, await CutPlanBuilder.OfAsync(work, what, UploadOf(job), time.GetUtcNow() + PlanLasts), cancellationToken);
        _planned[job.Metadata.Uid!] = true;
        return name;
    }

    public async Task<SectionOutput> FinishAsync(SectionWork work, EngineView.Succeeded result, CancellationToken cancellationToken)
    {
        var job = jobs.Get(NameOf(work));
        if (job is null || await SectionUpload.PartsAsync(work, UploadOf(job), cancellationToken) is not { } parts)
        {
            // It was completed before a crash, but this was not recorded.
            return await SectionOutputStore.ExistsAsync(work, cancellationToken) ? result.Output : throw new LostOutputException("its upload is gone");
        }

        // A splitter that started to remux and then had to re-encode may have left more parts.
        parts = [.. parts.Where(p => p.PartNumber <= result.Output.Parts)];
        var bytes = parts.Sum(p => p.Size ?? 0);
        if (bytes != result.Output.Bytes)
            throw new LostOutputException($"its upload has {bytes} bytes instead of {result.Output.Bytes}");
        await SectionUpload.CompleteAsync(work, UploadOf(job), parts, cancellationToken);
        return result.Output;
    }

    public async Task CancelAsync(SectionWork work, CancellationToken cancellationToken)
    {
        var (ns, name) = NameOf(work);
        await RemoveAsync(name, ns!, cancellationToken);
        // Nothing was ever uploaded beside a recording that nothing proves.
        if (work.Proof is not null) await SectionUpload.AbortAllAsync(work, cancellationToken);
    }

    /// <summary>Deletes a Job with its pods and its plan. A Job that does not exist is no error.</summary>
    public async Task RemoveAsync(string name, string ns, CancellationToken cancellationToken)
    {
        if (jobs.Get(new NamespacedName(ns, name))?.Metadata.Uid is { } uid) _planned.TryRemove(uid, out _);
        try
        {
            await client.DeleteAsync(BuiltInResources.Jobs, name, ns, new DeleteOptions { Propagation = DeletePropagation.Background }, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            // Gone.
        }
    }

    private static NamespacedName NameOf(SectionWork work) =>
        new(work.Split.Namespace(), SplitterJob.NameOf(work.Split, work.Position, work.Attempt));

    private static string UploadOf(V1Job job) =>
        job.GetAnnotation(SplitterJob.UploadAnnotation)
        ?? throw new InvalidOperationException($"Job {job.Namespace()}/{job.Metadata.Name} names no upload.");

    private static SectionOutput Output(CutResult result) => new()
    {
        Seconds = result.Seconds,
        Bytes = result.Bytes,
        Parts = result.Parts,
        Method = result.Method.ToString(),
        StartMoved = -result.StartMoved,
        EndMoved = result.EndMoved,
        Note = result.Note,
    };

    // A pod that has not started yet waits for its plan.
    private async Task<bool> IsPlannedAsync(SectionWork work, V1Job job, CancellationToken cancellationToken) =>
        secrets.Suspicion(work.Split.Uid) is null || await reader.FindMetadataAsync(job.Metadata.Name, job.Namespace(), cancellationToken) is not null;

    private async Task<EngineView> ProgressAsync(SectionWork work, V1Job job, CancellationToken cancellationToken)
    {
        if (await SectionUpload.PartsAsync(work, UploadOf(job), cancellationToken) is not { } parts) return new EngineView.Failed("its upload was aborted outside Onair");
        if (parts.Count == 0)
        {
            var obstacle = (await PodsAsync(job, cancellationToken)).Select(p => PodObstacle.Of(p, time.GetUtcNow())).FirstOrDefault(o => o is not null);
            return new EngineView.Working(0, obstacle?.Message, obstacle);
        }
        return new EngineView.Working((int)Math.Min(99, 100 * parts.Sum(p => p.Size ?? 0) / SplitterJob.BytesOf(job)));
    }

    private async Task<IReadOnlyList<V1Pod>> PodsAsync(V1Job job, CancellationToken cancellationToken)
    {
        List<V1Pod> pods = [];
        var ofJob = new ListOptions { LabelSelector = $"job-name={job.Metadata.Name}" };
        await foreach (var pod in client.ListAsync(BuiltInResources.Pods, job.Namespace(), ofJob, cancellationToken)) pods.Add(pod);
        return pods;
    }

    private async Task<JsonObject> PodTemplateAsync(CancellationToken cancellationToken) =>
        JsonNode.Parse(await File.ReadAllTextAsync(options.Splitter.PodTemplate, cancellationToken)) as JsonObject
        ?? throw new InvalidOperationException($"{options.Splitter.PodTemplate} is not a JSON object.");
}
