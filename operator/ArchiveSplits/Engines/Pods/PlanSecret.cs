using System.IO.Compression;
using System.Text.Json;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Recordings;
using Onair.Recordings.Cutting;

namespace Onair.Operator.ArchiveSplits.Engines.Pods;

/// <summary>A Job's compressed plan, in a Secret: until they expire, its URLs work like credentials.</summary>
internal static class PlanSecret
{
    /// <summary>Creates the Secret, which has the Job's name. The Job owns it, so it is deleted with the Job.</summary>
    public static async Task WriteAsync(KubernetesClient client, V1Job job, CutPlan plan, CancellationToken cancellationToken)
    {
        var secret = new V1Secret
        {
            Metadata = new()
            {
                Name = job.Metadata.Name,
                NamespaceProperty = job.Namespace(),
                Labels = job.Metadata.Labels,
                OwnerReferences = [job.MakeOwnerReference()],
            },
            Type = "Opaque",
            Immutable = true,
            Data = new Dictionary<string, byte[]> { [SplitterJob.PlanKey] = await PackAsync(plan, cancellationToken) },
        };
        try
        {
            await client.CreateAsync(BuiltInResources.Secrets, secret, cancellationToken);
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            // Created before a crash. Its URLs work as well.
        }
    }

    private static async Task<byte[]> PackAsync(CutPlan plan, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await JsonSerializer.SerializeAsync(gzip, plan, RecordingsJson.Default.CutPlan, cancellationToken);
        return packed.ToArray();
    }
}
