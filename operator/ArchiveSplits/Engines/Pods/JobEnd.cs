using System.Text.Json;
using k8s.Models;
using Onair.Recordings;
using Onair.Recordings.Cutting;

namespace Onair.Operator.ArchiveSplits.Engines.Pods;

/// <summary>How a Job ended, from its conditions and its pods' termination messages. Pure.</summary>
internal static class JobEnd
{
    /// <summary>True for success, false for failure, null while it runs.</summary>
    public static bool? Of(V1Job job) =>
        job.Status?.Conditions?.FirstOrDefault(c => c is { Type: "Complete" or "Failed", Status: "True" }) is { } end ? end.Type == "Complete" : null;

    /// <summary>The output that the successful pod reported; null when its report is lost.</summary>
    public static CutResult? Result(IEnumerable<V1Pod> pods)
    {
        var message = Ended(pods).FirstOrDefault(t => t.ExitCode == 0)?.Message;
        if (string.IsNullOrEmpty(message)) return null;
        try
        {
            return JsonSerializer.Deserialize(message, RecordingsJson.Default.CutResult);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Why a Job failed: its pod's last lines, else what Kubernetes says.</summary>
    public static string Reason(V1Job job, IReadOnlyList<V1Pod> pods)
    {
        var condition = job.Status?.Conditions?.FirstOrDefault(c => c is { Type: "Failed", Status: "True" });
        var ended = Ended(pods).LastOrDefault(t => t.ExitCode != 0);
        var kubernetes = condition is { Reason: "BackoffLimitExceeded" } ? null : condition?.Message;
        string?[] told =
        [
            kubernetes,
            ended is { Reason: { } reason } && reason != "Error" ? reason : null,
            ended?.Message?.Trim() ?? pods.Select(p => p.Status?.Message).LastOrDefault(m => !string.IsNullOrEmpty(m)),
        ];
        var text = string.Join(": ", told.Where(t => !string.IsNullOrEmpty(t)));
        return text.Length > 0 ? text : condition?.Message ?? "the pod ended without a termination message";
    }

    private static IEnumerable<V1ContainerStateTerminated> Ended(IEnumerable<V1Pod> pods) =>
        pods.OrderBy(p => p.CreationTimestamp()).SelectMany(p => p.Status?.ContainerStatuses ?? []).Select(c => c.State?.Terminated).OfType<V1ContainerStateTerminated>();
}
