using Onair.Api.Common;
using Onair.Aws;
using Onair.Events;
using Onair.Events.Transitions;
using Onair.Operator;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.Reconciliation;

public sealed class AwsFailureTests
{
    private static readonly AwsError Full = new(AwsErrorKind.LimitExceeded, "TooManyRequestsException", "Limit exceeded: the account's quota is 5 channels");

    [Fact]
    public void A_quota_needs_somebody_and_says_what_helps()
    {
        var stall = AwsFailure.EndOf(Full, $"Creating the MediaLive channel: {Full.Message}", ready: false, "MediaLive channel").ShouldBeOfType<Stall>();

        stall.Reason.ShouldBe("QuotaExceeded");
        stall.WaitsForQuota.ShouldBeTrue();
        stall.Message.ShouldBe(
            "Creating the MediaLive channel: Limit exceeded: the account's quota is 5 channels. Delete an unused MediaLive channel, or request a higher quota in Service Quotas. "
            + "Onair retries every few minutes.");
    }

    [Fact]
    public void A_quota_is_Stalled_and_an_Event_and_an_event_once()
    {
        var before = new Conditions([], 1, DateTimeOffset.UnixEpoch);
        EndConditions.Unsettled(before, new Wait("Provisioning", "It is created."));
        var full = new Conditions(before.All, 1, DateTimeOffset.UnixEpoch);
        EndConditions.Unsettled(full, AwsFailure.EndOf(Full, Full.Message, ready: false)!);
        var later = new Conditions(full.All, 1, DateTimeOffset.UnixEpoch);
        EndConditions.Unsettled(later, AwsFailure.EndOf(Full, "the quota is 6 channels", ready: false)!);

        full.All.Single(c => c.Type == ConditionTypes.Stalled).Status.ShouldBe(ConditionStatus.True);
        full.All.ShouldNotContain(c => c.Message == Conditions.NeedsNobody);
        var change = Blocked.Between(before.All, full.All, EventTypes.LiveStreamFailed).ShouldNotBeNull();
        (change.Transition!.Reason, change.Announcement!.Reason).ShouldBe(("QuotaExceeded", "QuotaExceeded"));
        Blocked.Between(full.All, later.All, EventTypes.LiveStreamFailed).ShouldBeNull("the number of channels is no news");
    }

    [Fact]
    public void A_media_pipeline_above_its_quota_is_a_quota_though_AWS_names_none()
    {
        var error = new Amazon.Runtime.AmazonServiceException(
            "Cannot create new media live connector pipeline for source type 'ChimeSdkMeeting' and source arn 'arn:aws:chime::1:meeting:2'. Limit reached", null,
            Amazon.Runtime.ErrorType.Sender, "ResourceLimitExceededException", "r", System.Net.HttpStatusCode.BadRequest);

        AwsErrorReader.Classify(error).Kind.ShouldBe(AwsErrorKind.LimitExceeded);
    }
}
