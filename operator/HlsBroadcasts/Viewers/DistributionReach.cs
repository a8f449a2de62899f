using Amazon.CloudFront.Model;

namespace Onair.Operator.HlsBroadcasts.Viewers;

/// <summary>Whether a distribution answers viewers of a broadcast from its bucket. Pure.</summary>
internal static class DistributionReach
{
    private const string Field = "spec.aws.distributionId of the MediaProvider";

    /// <param name="distribution">The distribution.</param>
    /// <param name="policy">The policy of the bucket; null when it has none.</param>
    /// <param name="folder">The broadcast's folder.</param>
    /// <param name="playlist">The playlist that viewers open.</param>
    public static ViewerReach Of(Distribution distribution, string? policy, S3Location folder, string playlist)
    {
        var (config, id, path) = (distribution.DistributionConfig, distribution.Id, $"/{folder.Key}/{playlist}");
        if (config.Enabled != true) return ViewerReach.No("Disabled", $"{Field}: distribution {id} is disabled; enable it.");
        var behavior = config.CacheBehaviors?.Items?.Find(b => AwsAccounts.PathPattern.Matches(b.PathPattern, path));
        var target = behavior?.TargetOriginId ?? config.DefaultCacheBehavior?.TargetOriginId;
        if (config.Origins?.Items?.Find(o => o.Id == target) is not { } origin) return ViewerReach.Unsure($"{Field}: distribution {id} has no origin \"{target}\".");
        if (!IsBucket(origin.DomainName, folder.Bucket))
        {
            var which = behavior is null ? "its default behavior" : $"its behavior \"{behavior.PathPattern}\"";
            var sent = $"{Field}: distribution {id} sends {path} by {which} to {origin.DomainName}";
            return origin.S3OriginConfig is null
                ? ViewerReach.Unsure($"{sent}. Onair cannot see whether that serves bucket \"{folder.Bucket}\".")
                : ViewerReach.No("NotDistributed", $"{sent}, not to bucket \"{folder.Bucket}\". Add the bucket as an origin with origin access control, and a behavior for the folders of broadcasts.");
        }

        if (!string.IsNullOrEmpty(origin.OriginPath))
            return ViewerReach.No("NotDistributed", $"{Field}: origin \"{origin.Id}\" of distribution {id} adds \"{origin.OriginPath}\" to each path; it must not have an origin path.");
        return ReadPolicy.Allows(policy, folder.Bucket, path[1..], ReaderOf(origin, distribution)) switch
        {
            true => ViewerReach.Yes("Viewers can play from the distribution."),
            null => ViewerReach.Unsure($"The policy of bucket \"{folder.Bucket}\" has conditions that Onair does not evaluate: whether distribution {id} can read {path[1..]} is not known."),
            false => ViewerReach.No("NotAllowed", $"The policy of bucket \"{folder.Bucket}\" does not let distribution {id} read {path[1..]}. {Remedy(origin, distribution)}"),
        };
    }

    private static string Remedy(Origin origin, Distribution distribution) => ReaderOf(origin, distribution) switch
    {
        { Service: { } service } => $"Allow s3:GetObject to the service {service}, on the condition that aws:SourceArn is {distribution.ARN}.",
        { Identity: { } identity } => $"Allow s3:GetObject to the origin access identity {identity}.",
        _ => $"Give origin \"{origin.Id}\" an origin access control, and allow s3:GetObject to cloudfront.amazonaws.com.",
    };

    private static PolicyReader ReaderOf(Origin origin, Distribution distribution)
    {
        const string Prefix = "origin-access-identity/cloudfront/";
        if (!string.IsNullOrEmpty(origin.OriginAccessControlId)) return PolicyReader.Distribution(distribution.ARN);
        return origin.S3OriginConfig?.OriginAccessIdentity is { } identity && identity.StartsWith(Prefix, StringComparison.Ordinal)
            ? PolicyReader.OriginAccessIdentity(identity[Prefix.Length..], distribution.ARN)
            : PolicyReader.Everybody;
    }

    /// <summary>BUCKET.s3.amazonaws.com, BUCKET.s3.REGION.amazonaws.com or .cn, and the older BUCKET.s3-REGION.amazonaws.com.</summary>
    private static bool IsBucket(string domain, string bucket) =>
        domain.StartsWith($"{bucket}.s3", StringComparison.OrdinalIgnoreCase)
        && domain.Length > bucket.Length + 3 && domain[bucket.Length + 3] is '.' or '-'
        && domain.Contains(".amazonaws.com", StringComparison.OrdinalIgnoreCase);
}
