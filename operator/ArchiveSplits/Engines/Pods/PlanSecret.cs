using System.IO.Compression;
using System.Text.Json;
using k8s.Models;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;
using Onair.Recordings;
using Onair.Recordings.Cutting;

namespace Onair.Operator.ArchiveSplits.Engines.Pods;

/// <summary>A Job's compressed plan, in a Secret: until they expire, its URLs work like credentials.</summary>
internal static class PlanSecret
{
    /// <summary>
    /// Creates the Secret, which has the Job's name. The Job owns it, so it is deleted with the Job. One that was created before a crash stays: its
    /// URLs work as well.
    /// </summary>
    public static async Task WriteAsync(OwnedSecretWriter writer, V1Job job, CutPlan plan, CancellationToken cancellationToken)
    {
        var content = new SecretContent(job.Metadata.Name!, new Dictionary<string, byte[]?> { [SplitterJob.PlanKey] = await PackAsync(plan, cancellationToken) })
        {
            Labels = job.Metadata.Labels.ToDictionary(),
            IsImmutable = true,
        };
        await writer.AddAsync(new(job, job.MakeOwnerReference()), content, cancellationToken);
    }

    private static async Task<byte[]> PackAsync(CutPlan plan, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await JsonSerializer.SerializeAsync(gzip, plan, RecordingsJson.Default.CutPlan, cancellationToken);
        return packed.ToArray();
    }
}
