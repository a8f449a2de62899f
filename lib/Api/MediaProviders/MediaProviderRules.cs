using Onair.Api.Common;
using Onair.Api.Rules;

namespace Onair.Api.MediaProviders;

/// <summary>The rules of a MediaProvider that its schema cannot express. The admission webhook and the operator both apply them.</summary>
public static class MediaProviderRules
{
    /// <summary>All rules, in the order in which violations are reported.</summary>
    public static IReadOnlyList<Rule<MediaProviderCase>> Table { get; } =
    [
        new("spec", "Must have at least one of aws and video.", Something),
        new("spec.aws.region", "Immutable once it is verified: a change would lose the resources in that region.", Region),
        new("spec.aws.endpointUrl", "Must be an absolute http or https URL.", p => HttpUrls.Check("spec.aws.endpointUrl", p.Spec.Aws?.EndpointUrl)),
        new("spec.aws.distributionUrl", "Must be an absolute http or https URL.", p => HttpUrls.Check("spec.aws.distributionUrl", p.Spec.Aws?.DistributionUrl)),
        new("spec.aws.eventQueueUrl", "Must be an absolute http or https URL; of AWS's own, one in spec.aws.region.", EventQueue),
        new("spec.aws.webIdentity", "Must not be combined with credentialsSecretRef.", Credentials),
        new("spec.aws.endpointUrl", "With webIdentity: its host must be in the chart's operator.webIdentity.allowedHosts, because the operator's service account token is sent to it.", TokenHost),
        new("spec.aws.cdnAuthorization", "Requires a distributionId.", CdnAuthorization),
        new("spec.adoption.tag.key", "Must not begin with onair.dev/ or aws:, which are not for people to give.", AdoptionTag),
        new("spec.streamDefaults.costGuard", "Durations must be longer than zero.", Defaults),
        new("spec.streamDefaults.costGuard.maxRunDuration", "Must be at most streamLimits.maxRunDuration.", DefaultWithinLimit),
        new("spec.streamLimits.maxRunDuration", "Must be longer than zero.", Limit),
        new("spec.video", "The action map must compile: templates use known variables and render valid URLs, headers and JSON; paths are valid; dependent fields are present.", p => p.ActionMap),
    ];

    /// <summary>Returns all violations; empty when the provider is valid.</summary>
    public static IReadOnlyList<Violation> Check(MediaProviderCase provider) => [.. Table.SelectMany(rule => rule.Check(provider))];

    private static IEnumerable<Violation> AdoptionTag(MediaProviderCase provider)
    {
        if (provider.Spec.Adoption?.Tag is { Key: var key } && (key.StartsWith("onair.dev/", StringComparison.Ordinal) || key.StartsWith("aws:", StringComparison.Ordinal)))
            yield return new("spec.adoption.tag.key", key, "must not begin with onair.dev/ or aws:");
    }

    private static IEnumerable<Violation> Something(MediaProviderCase provider)
    {
        if (provider.Spec is { Aws: null, Video: null }) yield return new("spec", null, "must have aws, video, or both");
    }

    private static IEnumerable<Violation> Region(MediaProviderCase provider)
    {
        if (provider.Recorded.Region is { } verified && provider.Spec.Aws is { Region: var region } && verified != region)
            yield return new("spec.aws.region", region, $"cannot be changed from {verified}; create another MediaProvider");
    }

    // A client signs for one region, and MediaLive's events stay in theirs.
    private static IEnumerable<Violation> EventQueue(MediaProviderCase provider)
    {
        if (provider.Spec.Aws is not { EventQueueUrl: { } url, Region: var region }) yield break;
        foreach (var violation in HttpUrls.Check("spec.aws.eventQueueUrl", url)) yield return violation;
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Split('.') is ["sqs", var other, "amazonaws", ..] && other != region)
            yield return new("spec.aws.eventQueueUrl", url, $"must be a queue in spec.aws.region, {region}");
    }

    private static IEnumerable<Violation> Credentials(MediaProviderCase provider)
    {
        if (provider.Spec.Aws is { WebIdentity: { } identity, CredentialsSecretRef: { } secret })
            yield return new(
                "spec.aws.webIdentity.roleArn", identity.RoleArn,
                $"must not be combined with spec.aws.credentialsSecretRef ({secret.Namespace}/{secret.Name}): an account uses one kind of credentials");
    }

    // An endpointUrl replaces the endpoints of all services, STS included. No name of AWS is exempt: below amazonaws.com are also load
    // balancers, instances, APIs and VPC endpoint services of AWS's customers (docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html).
    private static IEnumerable<Violation> TokenHost(MediaProviderCase provider)
    {
        if (provider.Spec.Aws is not { WebIdentity: not null, EndpointUrl: { } url } || !Uri.TryCreate(url, UriKind.Absolute, out var uri)) yield break;
        if (!provider.WebIdentityHosts.Any(host => Is(host, uri.Host) || Is(host, uri.Authority)))
            yield return new(
                "spec.aws.endpointUrl", url,
                $"must not be combined with spec.aws.webIdentity, unless the Helm value operator.webIdentity.allowedHosts contains \"{uri.Host}\": "
                + "the operator's service account token would be sent to it");

        static bool Is(string allowed, string host) => string.Equals(allowed, host, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<Violation> CdnAuthorization(MediaProviderCase provider)
    {
        if (provider.Spec.Aws is { CdnAuthorization: { } cdn, DistributionId: null })
            yield return new(
                "spec.aws.cdnAuthorization.secretArn", cdn.SecretArn,
                "requires spec.aws.distributionId: MediaPackage rejects all requests that do not come through the distribution");
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
