using Onair.Api.Common;

namespace Onair.Api.MediaProviders;

/// <summary>The rules of a MediaProvider that its schema cannot say.</summary>
public static class MediaProviderRules
{
    /// <summary>All violations at once; empty when the spec is valid.</summary>
    public static IReadOnlyList<Violation> Check(MediaProviderSpec spec)
    {
        var (aws, violations) = (spec.Aws, new List<Violation>());
        if (aws is { WebIdentity: { } identity, CredentialsSecretRef: { } secret })
            violations.Add(new(
                "spec.aws.webIdentity.roleArn", identity.RoleArn,
                $"must not stand beside spec.aws.credentialsSecretRef ({secret.Namespace}/{secret.Name}): the account has one kind of credentials"));
        if (aws is { CdnAuthorization: { } cdn, DistributionId: null })
            violations.Add(new(
                "spec.aws.cdnAuthorization.secretArn", cdn.SecretArn,
                "needs spec.aws.distributionId: MediaPackage refuses every request that does not come through the distribution"));
        return violations;
    }
}
