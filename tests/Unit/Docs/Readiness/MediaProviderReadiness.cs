using Amazon.S3;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Secrets;
using Onair.Operator.MediaProviders;
using Onair.Operator.ProviderAccess;

namespace Onair.Tests.Unit.Docs.Readiness;

internal static class MediaProviderReadiness
{
    private static readonly AwsSpec Aws = new() { ArchiveBucket = "onair-archive" };

    public static IReadOnlyDictionary<Situation, ReadinessCase> Cases { get; } = new Dictionary<Situation, ReadinessCase>
    {
        [Situation.WrongToken] = Of("AWS refuses the credentials", Broken.Credentials),
        [Situation.WrongOrigin] = Of(
            "the archive bucket does not exist", new AmazonS3Exception("Not Found", null, Amazon.Runtime.ErrorType.Sender, "NotFound", "r", System.Net.HttpStatusCode.NotFound)),
        [Situation.MissingSecret] = Of("the Secret with the credentials does not exist", new CredentialsException("spec.aws.credentialsSecretRef: Secret \"onair/credentials\" not found", mayCome: true)),
        [Situation.UnlabeledSecret] = Of(
            "the Secret with the credentials lacks the label", new CredentialsException($"spec.aws.credentialsSecretRef: {SecretLabel.Refusal("onair", "credentials")}", SecretLabel.Refused)),
        [Situation.NoRoute] = Of("AWS cannot be reached", Broken.Silence),
        [Situation.ProviderAway] = Of("AWS does not answer", new TimeoutException("HeadBucket: no response within 10 s")),
    };

    private static ReadinessCase Of(string what, Exception error)
    {
        var check = AwsProviderCheck.Of(error, Aws);
        return new(what, "nothing can be created", false, ProviderConditions.After(new(), ProviderConditions.End(check, null), check, 1, Broken.Now).Conditions);
    }
}
