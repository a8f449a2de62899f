using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Onair.Operator.ArchiveSplits.Engines.Pods;

namespace Onair.Tests.Integration.ArchiveSplits;

/// <summary>
/// Stands in for the job controller and the kubelet, which this control plane has not: runs the real splitter as a process for each
/// Job, and writes Pod and Job status as they do.
/// </summary>
internal sealed class JobRunner(IKubernetes kubernetes, string ns) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-jobs-");
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Task> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ChildProcess> _running = new(StringComparer.Ordinal);
    private Task _loop = Task.CompletedTask;

    /// <summary>Names of all Jobs that ever ran, in order.</summary>
    public ConcurrentQueue<string> Ran { get; } = [];

    /// <summary>Called before a Job's splitter is started; a Job whose task does not end does not run.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called with a Job's splitter while it runs.</summary>
    public Func<string, ChildProcess, Task> During { get; set; } = (_, _) => Task.CompletedTask;

    public void Start() => _loop = Task.Run(LoopAsync);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        foreach (var splitter in _running.Values) await splitter.DisposeAsync();
        await Task.WhenAll(_jobs.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        await ScratchFolder.DeleteAsync(_folder);
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                HashSet<string> there = [];
                foreach (var job in (await kubernetes.BatchV1.ListNamespacedJobAsync(ns, labelSelector: SplitterJob.SplitLabel, cancellationToken: _stop.Token)).Items)
                {
                    there.Add(job.Metadata.Uid!);
                    _ = _jobs.GetOrAdd(job.Metadata.Uid!, _ => Task.Run(() => RunAsync(job)));
                }

                // A Job that is deleted takes its pod along.
                foreach (var (uid, splitter) in _running.Where(r => !there.Contains(r.Key))) await splitter.KillAsync();
                await Task.Delay(100, _stop.Token);
            }
            catch (Exception) when (!_stop.IsCancellationRequested)
            {
                // The API server may be away for a moment.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task RunAsync(V1Job job)
    {
        var name = job.Metadata.Name!;
        Ran.Enqueue(name);
        await Before(name).WaitAsync(_stop.Token);
        var folder = _folder.CreateSubdirectory(job.Metadata.Uid!);
        var plan = Path.Combine(folder.FullName, SplitterJob.PlanKey);
        V1Secret? secret = null;
        // The kubelet, too, waits for the Secret that a pod mounts.
        await Eventually.ShouldBeAsync(async () => (secret = await kubernetes.CoreV1.ReadNamespacedSecretAsync(name, ns, cancellationToken: _stop.Token).OrNullAsync()) is not null, $"Job {name} has its plan");
        await File.WriteAllBytesAsync(plan, secret!.Data![SplitterJob.PlanKey], _stop.Token);
        var message = Path.Combine(folder.FullName, "termination-log");
        var splitter = await ChildProcess.StartAsync(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Onair.Splitter.dll"), plan], Path.Combine(folder.FullName, "log"),
            new Dictionary<string, string> { ["TERMINATION_LOG"] = message, ["TMPDIR"] = folder.FullName });
        _running[job.Metadata.Uid!] = splitter;
        await During(name, splitter);
        await splitter.WaitForExitAsync(_stop.Token);
        var told = File.Exists(message) ? await File.ReadAllTextAsync(message, _stop.Token) : splitter.Tail();
        try
        {
            await TellAsync(job, splitter.ExitCode, told);
        }
        catch (HttpOperationException e) when (e.Response.StatusCode is HttpStatusCode.NotFound)
        {
            // The Job was deleted meanwhile.
        }
    }

    private async Task TellAsync(V1Job job, int exitCode, string message)
    {
        var name = job.Metadata.Name!;
        await PodAsync(name, $"{job.Metadata.Uid}", exitCode, message);
        var condition = new JsonObject { ["type"] = exitCode == 0 ? "Complete" : "Failed", ["status"] = "True", ["reason"] = exitCode == 0 ? "" : "BackoffLimitExceeded", ["message"] = exitCode == 0 ? "" : "Job has reached the specified backoff limit" };
        var status = new JsonObject { ["status"] = new JsonObject { ["conditions"] = new JsonArray(condition) } };
        await kubernetes.BatchV1.PatchNamespacedJobStatusAsync(KubernetesCalls.Merge(status.ToJsonString()), name, ns, cancellationToken: _stop.Token);
    }

    private async Task PodAsync(string job, string pod, int exitCode, string message)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = pod, ["namespace"] = ns, ["labels"] = new JsonObject { ["job-name"] = job } },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "splitter", ["image"] = "splitter" }) },
        };
        await kubernetes.CoreV1.PatchNamespacedPodAsync(
            new V1Patch(body.ToJsonString(), V1Patch.PatchType.ApplyPatch), pod, ns, fieldManager: nameof(JobRunner), cancellationToken: _stop.Token);
        var terminated = new JsonObject { ["exitCode"] = exitCode, ["reason"] = exitCode == 0 ? "Completed" : "Error", ["message"] = message };
        var status = new JsonObject
        {
            ["phase"] = exitCode == 0 ? "Succeeded" : "Failed",
            ["containerStatuses"] = new JsonArray(new JsonObject
            {
                ["name"] = "splitter",
                ["image"] = "splitter",
                ["imageID"] = "",
                ["ready"] = false,
                ["restartCount"] = 0,
                ["state"] = new JsonObject { ["terminated"] = terminated },
            }),
        };
        await kubernetes.CoreV1.PatchNamespacedPodStatusAsync(
            KubernetesCalls.Merge(new JsonObject { ["status"] = status }.ToJsonString()), pod, ns, cancellationToken: _stop.Token);
    }
}
