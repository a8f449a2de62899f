using System.Net;
using Amazon.IVS.Model;
using Amazon.Runtime;
using Onair.Operator.IvsChannels;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Reconciliation;
using Onair.Tests.Unit.Operator.ExternalResources;

namespace Onair.Tests.Unit.Operator.IvsChannels;

/// <summary>What IVS's errors mean for a channel.</summary>
public sealed class IvsChannelErrorsTests
{
    private static readonly IvsChannelStep.Create Create = new(IvsResource.Channel);
    private static readonly IvsChannelStep.Update Update = new(Proven.Of(IvsResource.Channel, "arn"), ["spec.type"]);
    private static readonly IvsChannelStep.Delete Delete = new(Proven.Of(IvsResource.Channel, "arn"));

    [Fact]
    public void A_quota_is_waited_for_and_named()
    {
        var error = new ServiceQuotaExceededException("Unable to perform: channels limit of 5000 reached", null, ErrorType.Sender, "ServiceQuotaExceededException", "r", HttpStatusCode.PaymentRequired);

        var stall = IvsChannelErrors.EndOf(error, Create, ready: false).ShouldBeOfType<Stall>();

        (stall.Reason, stall.For).ShouldBe(("QuotaExceeded", WaitFor.Quota));
        stall.Message.ShouldBe(
            "Creating the IVS channel: Unable to perform: channels limit of 5000 reached. Delete an unused IVS channel, or request a higher quota in Service Quotas. Onair retries every few minutes.");
        AwsFailure.IsRefusal(error).ShouldBeTrue("nothing was created");
    }

    [Fact]
    public void An_account_that_IVS_still_checks_needs_somebody()
    {
        var error = new PendingVerificationException("Your account is pending verification.", null, ErrorType.Sender, "PendingVerification", "r", HttpStatusCode.Forbidden);

        IvsChannelErrors.EndOf(error, Create, ready: false).ShouldBeOfType<Stall>().Reason.ShouldBe("PendingVerification");
    }

    [Fact]
    public void Rights_and_mistakes_need_somebody()
    {
        IvsChannelErrors.EndOf(Of("AccessDeniedException", HttpStatusCode.Forbidden), Create, ready: true).ShouldBeOfType<Stall>().Reason.ShouldBe("AccessDenied");
        IvsChannelErrors.EndOf(Of("ValidationException", HttpStatusCode.BadRequest), Create, ready: true).ShouldBeOfType<Stall>().Reason.ShouldBe("Rejected");
    }

    [Fact]
    public void A_transient_error_leaves_a_ready_channel_ready()
    {
        IvsChannelErrors.EndOf(Of("ThrottlingException", (HttpStatusCode)429), Create, ready: true).ShouldBeNull();
        IvsChannelErrors.EndOf(Of("ThrottlingException", (HttpStatusCode)429), Create, ready: false).ShouldBeOfType<Wait>().Reason.ShouldBe("Throttled");
        IvsChannelErrors.EndOf(new HttpRequestException("no route"), Create, ready: false).ShouldBeOfType<Wait>().Reason.ShouldBe("Retrying");
        AwsFailure.IsRefusal(new HttpRequestException("no route")).ShouldBeFalse("it may have created something");
    }

    [Fact]
    public void A_conflict_tells_that_somebody_pushes()
    {
        var conflict = Of("ConflictException", HttpStatusCode.Conflict);

        IvsChannelErrors.IsLiveNow(conflict, Update).ShouldBeTrue();
        IvsChannelErrors.IsLiveNow(conflict, Delete).ShouldBeFalse();
        IvsChannelErrors.IsKeptByStream(conflict, Delete).ShouldBeTrue();
        IvsChannelErrors.IsKeptByStream(conflict, new IvsChannelStep.Delete(Proven.Of(IvsResource.RecordingConfiguration, "arn"))).ShouldBeFalse("a channel uses it");
        AwsFailure.IsPassing(conflict).ShouldBeTrue();
    }

    private static AmazonServiceException Of(string code, HttpStatusCode status) => new("It says so.", null, ErrorType.Sender, code, "r", status);
}
