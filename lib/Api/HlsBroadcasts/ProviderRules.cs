using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.HlsBroadcasts;

/// <summary>Rules that depend on the provider.</summary>
internal static class ProviderRules
{
    /// <summary>The longest session of a role that a role's session has assumed: "Role chaining" of the IAM user guide.</summary>
    private const int LongestChained = 3_600;

    public static IEnumerable<Violation> AllowsBroadcasts(HlsBroadcastCase broadcast)
    {
        if (broadcast is { Provider: not null and not { Aws.HlsBroadcast: not null }, Broadcast.Spec.ProviderRef.Name: var name })
            yield return new("spec.providerRef.name", name, "must be a MediaProvider with spec.aws.hlsBroadcast");
    }

    // Also of a run that goes on: its credentials last until they expire, and whoever may write a status could begin one there.
    public static IEnumerable<Violation> AllowsNamespace(HlsBroadcastCase broadcast) =>
        ProviderNamespaces.Check(broadcast.Provider, broadcast.Broadcast.Metadata.NamespaceProperty, "spec.providerRef.name", broadcast.Broadcast.Spec.ProviderRef.Name);

    public static IEnumerable<Violation> AllowsBucket(HlsBroadcastCase broadcast)
    {
        if (broadcast is { Provider.Aws.HlsBroadcast.Buckets: var allowed, Broadcast.Spec: { Bucket: { } bucket, ProviderRef.Name: var name } } && !allowed.Contains(bucket))
            yield return new("spec.bucket", bucket, $"must be one of spec.aws.hlsBroadcast.buckets of MediaProvider \"{name}\": {NameList.Abbreviate(allowed)}");
    }

    public static IEnumerable<Violation> Chained(HlsBroadcastCase broadcast)
    {
        if (broadcast is { Provider.Aws.WebIdentity: not null, Broadcast.Spec: { Credentials.DurationSeconds: > LongestChained and var seconds, ProviderRef.Name: var name } })
        {
            yield return new("spec.credentials.durationSeconds", $"{seconds}",
                $"must be at most {LongestChained} with spec.aws.webIdentity of MediaProvider \"{name}\": a role that another role's session assumes is limited to an hour");
        }
    }

    public static IEnumerable<Violation> Distribution(HlsBroadcastCase broadcast)
    {
        if (broadcast is { Provider.Aws: { DistributionId: null, DistributionUrl: null }, Broadcast.Spec: { Distribution.Live: true, ProviderRef.Name: var name } })
            yield return new("spec.distribution.live", "true", $"requires spec.aws.distributionId or spec.aws.distributionUrl of MediaProvider \"{name}\"");
    }
}
