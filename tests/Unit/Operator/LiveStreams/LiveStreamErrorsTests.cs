using System.Net;
using Amazon.CloudFront;
using Amazon.Runtime;
using Onair.Operator.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.LiveStreams;

public sealed class LiveStreamErrorsTests
{
    [Theory]
    [InlineData("TooManyCacheBehaviors", "You cannot create more cache behaviors per distribution than the quota of 75.")]
    [InlineData("TooManyOrigins", "You cannot create more origins for the distribution: the quota is 100.")]
    [InlineData("TooManyOriginCustomHeaders", "Your request contains too many origin custom headers.")]
    public void A_full_distribution_is_a_quota_in_CloudFront_s_words(string code, string text)
    {
        var error = new AmazonCloudFrontException(text, null, ErrorType.Sender, code, "r", HttpStatusCode.BadRequest);

        var stall = LiveStreamErrors.EndOf(error, new LiveStreamStep.Create(ResourceKind.Behaviour, ""), ready: true, secrets: []).ShouldBeOfType<Stall>();

        stall.Reason.ShouldBe("QuotaExceeded");
        stall.WaitsForQuota.ShouldBeTrue();
        stall.Message.ShouldBe(
            $"Creating the CloudFront behaviour: {text} Delete an unused CloudFront behaviour, or request a higher quota in Service Quotas. Onair retries every few minutes.");
        AwsFailure.IsPassing(error).ShouldBeFalse();
    }
}
