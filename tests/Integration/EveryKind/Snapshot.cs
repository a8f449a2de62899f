using System.Text;

namespace Onair.Tests.Integration.EveryKind;

/// <summary>What AWS and the video service have of somebody: all that the emulator keeps, past its APIs.</summary>
internal static class Snapshot
{
    /// <summary>Each resource, object and entry of a shared document that one of the names names.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> TakeAsync(EveryKindRig rig, IReadOnlySet<string> names)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Path.Combine(rig.Emulator.Data, "state"), "*.json", SearchOption.AllDirectories))
        {
            var text = await ReadAsync(file);
            var named = Manifests.Forgery.Words.In(text).Where(names.Contains).Distinct().Order(StringComparer.Ordinal).ToList();
            // A distribution and a policy have what belongs to many.
            if (named.Count > 0) all[file] = IsShared(text) ? string.Join(' ', named) : text;
        }

        foreach (var bucket in (await rig.S3.ListBucketsAsync()).Buckets.Select(b => b.BucketName))
        {
            foreach (var o in (await rig.S3.ListObjectsV2Async(new() { BucketName = bucket })).S3Objects ?? [])
                if (Manifests.Forgery.Words.In(o.Key).Any(names.Contains)) all[$"s3://{bucket}/{o.Key}"] = o.ETag;
        }

        foreach (var behavior in (await rig.Account.DistributionAsync()).Config.CacheBehaviors?.Items ?? [])
        {
            if (Manifests.Forgery.Words.In(behavior.PathPattern).Any(names.Contains)) all[$"behavior {behavior.PathPattern}"] = $"{behavior.TargetOriginId} {behavior.ViewerProtocolPolicy}";
        }

        return all;
    }

    private static bool IsShared(string text) => text.Contains("CacheBehaviors", StringComparison.OrdinalIgnoreCase);

    // The emulator may be replacing it.
    private static async Task<string> ReadAsync(string file)
    {
        try
        {
            return await File.ReadAllTextAsync(file, Encoding.UTF8);
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }
}
