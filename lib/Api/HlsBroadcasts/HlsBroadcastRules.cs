using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.HlsBroadcasts;

/// <summary>The rules of an HlsBroadcast that its schema cannot express. The admission webhook and the operator both apply them.</summary>
public static class HlsBroadcastRules
{
    // The limit of Kubernetes.
    private const int LongestName = 253;

    /// <summary>All rules, in the order in which violations are reported.</summary>
    public static IReadOnlyList<Rule<HlsBroadcastCase>> Table { get; } =
    [
        new("spec.providerRef.name", "Immutable once the broadcast was started.", ImmutableFields.Provider),
        new("spec.providerRef.name", "Must be a MediaProvider with spec.aws.hlsBroadcast.", ProviderRules.AllowsBroadcasts),
        new("spec.providerRef.name", ProviderNamespaces.Rule, ProviderRules.AllowsNamespace),
        new("spec.bucket", "Immutable once the broadcast was started.", ImmutableFields.Bucket),
        new("spec.bucket", "Must be one of the MediaProvider's spec.aws.hlsBroadcast.buckets.", ProviderRules.AllowsBucket),
        new("spec.path", "Immutable once the broadcast was started.", ImmutableFields.Path),
        new("spec.path", "Must contain {uid}.", FolderRules.OfOneBroadcast),
        new("spec.path", $"Must use only these placeholders: {FolderRules.Placeholders}.", FolderRules.Known),
        new("spec.path", "Must not have a segment \".\" or \"..\".", FolderRules.Segments),
        new("spec.path", "Must not overlap the folder of an older HlsBroadcast.", FolderRules.Apart),
        new("spec.credentials.durationSeconds", "Must be at most 3,600 with a MediaProvider that has webIdentity: role chaining is limited to an hour.", ProviderRules.Chained),
        new("spec.credentials.secretName", "Required if the HlsBroadcast's name is too long for the default.", SecretLength),
        new("spec.retention.deleteAfter", "Must be longer than zero.", b => CostGuardRules.Positive("spec.retention.deleteAfter", b.Broadcast.Spec.Retention?.DeleteAfter)),
        new("spec.distribution.live", "Requires a MediaProvider with distributionId or distributionUrl.", ProviderRules.Distribution),
    ];

    /// <summary>Returns all violations; empty when the broadcast is valid.</summary>
    public static IReadOnlyList<Violation> Check(HlsBroadcastCase broadcast) => [.. Table.SelectMany(rule => rule.Check(broadcast))];

    private static IEnumerable<Violation> SecretLength(HlsBroadcastCase broadcast)
    {
        if (broadcast.Broadcast.SecretName.Length > LongestName)
            yield return new("spec.credentials.secretName", null, $"set it: the default, the HlsBroadcast's name with -credentials, has more than {LongestName} characters");
    }
}
