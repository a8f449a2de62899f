using System.Net;
using Amazon.Runtime;
using Onair.Kubernetes.Secrets;
using Onair.Operator.ProviderAccess;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Docs.Readiness;

/// <summary>What breaks in the same way for every kind.</summary>
internal static class Broken
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>AWS does not take the credentials.</summary>
    public static AmazonServiceException Credentials { get; } = new(
        "The security token included in the request is invalid.", null, ErrorType.Sender, "UnrecognizedClientException", "r", HttpStatusCode.Forbidden);

    /// <summary>A quota of the account is used up.</summary>
    public static AmazonServiceException Quota(string text, string code = "TooManyRequestsException", HttpStatusCode status = HttpStatusCode.TooManyRequests) =>
        new(text, null, ErrorType.Sender, code, "r", status);

    /// <summary>AWS does not answer.</summary>
    public static HttpRequestException Silence { get; } = new("Connection refused");

    /// <summary>The Secret with the provider's credentials does not exist.</summary>
    public static ProviderProblem Secret { get; } = new(
        CredentialsException.Unusable, "MediaProvider \"aws\": spec.aws.credentialsSecretRef: Secret \"onair/credentials\" not found.");

    /// <summary>The Secret with the provider's credentials lacks the label.</summary>
    public static ProviderProblem Unlabeled { get; } = new(SecretLabel.Refused, $"MediaProvider \"aws\": spec.aws.credentialsSecretRef: {SecretLabel.Refusal("onair", "credentials")}.");

    /// <summary>How a round ends: the decision has nothing else to do.</summary>
    public static RoundEnd End(this ReconcileStep step) => step as RoundEnd ?? throw new InvalidOperationException($"{step.GetType().Name} ends no round");
}
