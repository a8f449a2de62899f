using Onair.Api.Common;
using Onair.Api.Rules;

namespace Onair.Api.MediaProviders;

/// <summary>The rules of a MediaProvider that its schema cannot say, for the admission webhook and for the operator alike.</summary>
public static class MediaProviderRules
{
    /// <summary>Each rule, in the order in which violations are told.</summary>
    public static IReadOnlyList<Rule<MediaProviderCase>> Table { get; } =
    [
        new("spec", "At least one of aws and video.", Something),
        new("spec.aws.region", "Cannot be changed once it was verified: what streams have there would be lost.", Region),
        new("spec.aws.endpointUrl", "An absolute http or https URL.", p => HttpUrls.Check("spec.aws.endpointUrl", p.Spec.Aws?.EndpointUrl)),
        new("spec.aws.distributionUrl", "An absolute http or https URL.", p => HttpUrls.Check("spec.aws.distributionUrl", p.Spec.Aws?.DistributionUrl)),
        new("spec.aws.webIdentity", "Not together with credentialsSecretRef.", Credentials),
        new("spec.aws.cdnAuthorization", "Needs a distributionId.", CdnAuthorization),
        new("spec.streamDefaults.costGuard", "Durations are longer than zero.", Defaults),
        new("spec.streamDefaults.costGuard.maxRunDuration", "At most streamLimits.maxRunDuration.", DefaultWithinLimit),
        new("spec.streamLimits.maxRunDuration", "Longer than zero.", Limit),
        new("spec.video", "Variables have the names that templates use; templates come out as URLs, headers and JSON; paths can be read; what needs another part has it.", p => p.ActionMap),
    ];

    /// <summary>All violations at once; empty when the provider may be as it is declared.</summary>
    public static IReadOnlyList<Violation> Check(MediaProviderCase provider) => [.. Table.SelectMany(rule => rule.Check(provider))];

    private static IEnumerable<Violation> Something(MediaProviderCase provider)
    {
        if (provider.Spec is { Aws: null, Video: null }) yield return new("spec", null, "must have aws, video or both");
    }

    private static IEnumerable<Violation> Region(MediaProviderCase provider)
    {
        if (provider.Recorded.Region is { } verified && provider.Spec.Aws is { Region: var region } && verified != region)
            yield return new("spec.aws.region", region, $"cannot be changed from {verified}; make another MediaProvider");
    }

    private static IEnumerable<Violation> Credentials(MediaProviderCase provider)
    {
        if (provider.Spec.Aws is { WebIdentity: { } identity, CredentialsSecretRef: { } secret })
            yield return new(
                "spec.aws.webIdentity.roleArn", identity.RoleArn,
                $"must not stand beside spec.aws.credentialsSecretRef ({secret.Namespace}/{secret.Name}): the account has one kind of credentials");
    }

    private static IEnumerable<Violation> CdnAuthorization(MediaProviderCase provider)
    {
        if (provider.Spec.Aws is { CdnAuthorization: { } cdn, DistributionId: null })
            yield return new(
                "spec.aws.cdnAuthorization.secretArn", cdn.SecretArn,
                "needs spec.aws.distributionId: MediaPackage refuses every request that does not come through the distribution");
    }

    private static IEnumerable<Violation> Defaults(MediaProviderCase provider) =>
        CostGuardRules.Positive("spec.streamDefaults.costGuard", provider.Spec.StreamDefaults?.CostGuard);

    private static IEnumerable<Violation> DefaultWithinLimit(MediaProviderCase provider)
    {
        if (provider.Spec.StreamDefaults?.CostGuard?.MaxRunDuration is { } run && provider.Spec.StreamLimits?.MaxRunDuration is { } limit
            && Duration.Parse(run) > Duration.Parse(limit))
            yield return new("spec.streamDefaults.costGuard.maxRunDuration", run, $"must be at most spec.streamLimits.maxRunDuration, {limit}");
    }

    private static IEnumerable<Violation> Limit(MediaProviderCase provider) =>
        CostGuardRules.Positive("spec.streamLimits.maxRunDuration", provider.Spec.StreamLimits?.MaxRunDuration);
}
