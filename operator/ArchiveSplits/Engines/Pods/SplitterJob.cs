using System.Globalization;
using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.ArchiveSplits.Engines.Pods;

/// <summary>The Job of an attempt. Pure: the same attempt always has the same name, so a Job is never created twice.</summary>
internal static class SplitterJob
{
    /// <summary>Label with the split's uid, by which its Jobs are found.</summary>
    public const string SplitLabel = "onair.dev/archivesplit-uid";

    /// <summary>Position of the section.</summary>
    public const string SectionLabel = "onair.dev/section";

    /// <summary>The multipart upload that the pod writes to.</summary>
    public const string UploadAnnotation = "onair.dev/upload-id";

    /// <summary>Bytes of the recording that the Job reads, to report progress.</summary>
    public const string BytesAnnotation = "onair.dev/section-bytes";

    /// <summary>The key of the plan in the Job's Secret.</summary>
    public const string PlanKey = "plan.json.gz";

    // A Job's name becomes a label of its pods: 63 characters at most.
    private const int LongestName = 40;
    private const int UidDigits = 5;

    public static string NameOf(ArchiveSplit split, int position, int attempt)
    {
        var name = split.Metadata.Name!.Replace('.', '-');
        return $"{(name.Length > LongestName ? name[..LongestName] : name).TrimEnd('-')}-{split.Uid[..UidDigits]}-{position}-{attempt}";
    }

    /// <summary>How many bytes of the recording a Job reads; 1 when unknown.</summary>
    public static long BytesOf(V1Job job) =>
        long.TryParse(job.GetAnnotation(BytesAnnotation), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 ? bytes : 1;

    /// <param name="work">The attempt.</param>
    /// <param name="uploadId">The upload it writes to.</param>
    /// <param name="bytes">How many are cut.</param>
    /// <param name="podTemplate">The chart's PodTemplateSpec.</param>
    /// <param name="deadlineSeconds">After which it has failed.</param>
    public static V1Job Of(SectionWork work, string uploadId, long bytes, JsonObject podTemplate, long deadlineSeconds)
    {
        var name = NameOf(work.Split, work.Position, work.Attempt);
        var template = (JsonObject)podTemplate.DeepClone();
        var labels = Object(Object(template, "metadata"), "labels");
        foreach (var (key, value) in Labels(work)) labels[key] = value;
        var volumes = Object(template, "spec")["volumes"] as JsonArray ?? [];
        var plan = volumes.OfType<JsonObject>().FirstOrDefault(v => (string?)v["name"] == "plan")
            ?? throw new InvalidOperationException("The splitter's pod template has no volume \"plan\".");
        plan["secret"] = new JsonObject { ["secretName"] = name, ["defaultMode"] = 0x124 };
        return new()
        {
            Metadata = new()
            {
                Name = name,
                NamespaceProperty = work.Split.Namespace(),
                Labels = Labels(work),
                Annotations = new Dictionary<string, string> { [UploadAnnotation] = uploadId, [BytesAnnotation] = bytes.ToString(CultureInfo.InvariantCulture) },
                OwnerReferences = [work.Split.MakeOwnerReference()],
            },
            // The operator tries again, with URLs that have not expired.
            Spec = new() { BackoffLimit = 0, ActiveDeadlineSeconds = deadlineSeconds, Template = PodTemplate.Read(template) },
        };
    }

    private static Dictionary<string, string> Labels(SectionWork work) => new()
    {
        ["app.kubernetes.io/name"] = "onair",
        ["app.kubernetes.io/component"] = "splitter",
        [SplitLabel] = work.Split.Uid,
        [SectionLabel] = $"{work.Position}",
    };

    private static JsonObject Object(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject there) return there;
        var made = new JsonObject();
        parent[name] = made;
        return made;
    }
}
