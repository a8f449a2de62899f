using Onair.Operator.AwsAccounts.Events;

namespace Onair.Tests.Unit.Operator.AwsAccounts.Events;

/// <summary>Events in the JSON that AWS documents.</summary>
public sealed class AccountEventTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 8, 18, 40, 59, TimeSpan.Zero);

    [Theory]
    [InlineData("RUNNING", "RUNNING")]
    [InlineData("RECOVERING", "RECOVERING")]
    [InlineData("DELETED", "DELETED")]
    [InlineData("STOPPED", "IDLE")]
    [InlineData("CREATED", "IDLE")]
    public void A_state_change_has_the_name_that_DescribeChannel_gives_the_state(string told, string state)
    {
        var detail = $$"""{"channel_arn": "arn:aws:medialive:us-west-2:111122223333:channel:123456", "state": "{{told}}", "message": "Channel", "pipelines_running_count": 0}""";

        AccountEvent.Parse(Json("MediaLive Channel State Change", detail))
            .ShouldBe(new ChannelStateChanged("123456", state, At) { AccountId = "111122223333", Region = "us-west-2" });
    }

    [Theory]
    [InlineData("SET", true)]
    [InlineData("CLEARED", false)]
    public void An_alert_names_channel_and_pipeline(string state, bool set)
    {
        var detail = $$"""
            {"alarm_state": "{{state}}", "alarm_id": "7ad6", "alert_type": "Video Not Detected", "pipeline": "1",
             "channel_arn": "arn:aws:medialive:us-west-2:111122223333:channel:123456", "message": "Check input signal"}
            """;

        AccountEvent.Parse(Json("MediaLive Channel Alert", detail))
            .ShouldBe(new ChannelAlertChanged("123456", 1, "7ad6", "Video Not Detected", set, At) { AccountId = "111122223333", Region = "us-west-2" });
    }

    [Theory]
    [InlineData("StopChannel", """{"channelId": "1"}""", "null", "1")]
    [InlineData("DeleteInput", """{"inputId": "2"}""", "{}", "2")]
    [InlineData("UpdateInputSecurityGroup", """{"inputSecurityGroupId": "3"}""", """{"securityGroup": {"id": "3"}}""", "3")]
    [InlineData("CreateChannel", """{"name": "stage"}""", """{"channel": {"id": "4", "arn": "x"}}""", "4")]
    [InlineData("BatchStop", """{"channelIds": ["5", "6"]}""", "{}", "5,6")]
    [InlineData("DeleteTags", """{"resourceArn": "arn:aws:medialive:us-west-2:111122223333:channel:7"}""", "null", "7")]
    [InlineData("PurchaseOffering", """{"offeringId": "8"}""", "{}", "")]
    public void A_write_call_names_the_resources_and_the_caller(string name, string request, string response, string ids)
    {
        var detail = $$"""
            {"userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/alice"}, "eventTime": "2026-03-08T18:30:00Z",
             "eventSource": "medialive.amazonaws.com", "eventName": "{{name}}", "requestParameters": {{request}}, "responseElements": {{response}},
             "readOnly": false, "recipientAccountId": "111122223333"}
            """;

        var call = AccountEvent.Parse(Json("AWS API Call via CloudTrail", detail)).ShouldBeOfType<WriteCalled>();

        (call.EventName, string.Join(',', call.ResourceIds), call.CallerArn, call.At)
            .ShouldBe((name, ids, "arn:aws:iam::111122223333:user/alice", new DateTimeOffset(2026, 3, 8, 18, 30, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("\"eventName\": \"StopChannel\", \"errorCode\": \"ConflictException\"")]
    [InlineData("\"eventName\": \"StopChannel\", \"readOnly\": true")]
    [InlineData("\"eventName\": \"DescribeChannel\"")]
    [InlineData("\"eventName\": 5")]
    public void A_call_that_changed_nothing_is_no_event(string members) =>
        AccountEvent.Parse(Json("AWS API Call via CloudTrail", $$"""{"eventSource": "medialive.amazonaws.com", {{members}}}""")).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"source\":")]
    [InlineData("{\"source\": \"aws.medialive\", \"time\": \"2026-03-08T18:40:59Z\", \"detail-type\": \"MediaLive Channel Alert\", \"detail\": 7}")]
    [InlineData("{\"source\": \"aws.medialive\", \"time\": \"yesterday\", \"detail-type\": \"MediaLive Channel State Change\", \"detail\": {}}")]
    [InlineData("{\"source\": \"aws.ec2\", \"time\": \"2026-03-08T18:40:59Z\", \"detail-type\": \"MediaLive Channel State Change\", \"detail\": {\"channel_arn\": \"a:1\", \"state\": \"RUNNING\"}}")]
    public void Ignores_messages_that_are_not_MediaLive_events(string text) => AccountEvent.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("MediaLive Multiplex Alert", "{}")]
    [InlineData("MediaLive Channel State Change", """{"state": "RUNNING"}""")]
    [InlineData("MediaLive Channel State Change", """{"channel_arn": ["a"], "state": "RUNNING"}""")]
    [InlineData("MediaLive Channel Alert", """{"channel_arn": "a:1", "alarm_id": "x", "alarm_state": "UNKNOWN", "pipeline": "0"}""")]
    [InlineData("MediaLive Channel Alert", """{"channel_arn": "a:1", "alarm_id": "x", "alarm_state": "SET", "pipeline": "first"}""")]
    public void An_event_of_another_kind_or_form_is_nothing(string type, string detail) => AccountEvent.Parse(Json(type, detail)).ShouldBeNull();

    [Theory]
    [InlineData("arn:aws:sts::1:assumed-role/onair/pod-a", "arn:aws:sts::1:assumed-role/onair/pod-b", true)]
    [InlineData("arn:aws:sts::1:assumed-role/onair/a", "arn:aws:sts::1:assumed-role/admin/a", false)]
    [InlineData("arn:aws:sts::1:assumed-role/onair/a", "arn:aws:sts::2:assumed-role/onair/a", false)]
    [InlineData("arn:aws:iam::1:user/team/onair", "arn:aws:iam::1:user/team/onair", true)]
    [InlineData("arn:aws:iam::1:user/team/onair", "arn:aws:iam::1:user/team/alice", false)]
    [InlineData(null, "arn:aws:iam::1:user/onair", false)]
    [InlineData("arn:aws:iam::1:user/onair", null, false)]
    public void Sessions_of_one_role_are_one_caller(string? caller, string? principal, bool same) =>
        new WriteCalled("StopChannel", [], caller, At).IsBy(principal).ShouldBe(same);

    private static string Json(string type, string detail) => $$"""
        {"version": "0", "id": "fbcb", "detail-type": "{{type}}", "source": "aws.medialive", "account": "111122223333", "time": "2026-03-08T18:40:59Z",
         "region": "us-west-2", "resources": ["arn:aws:medialive:us-west-2:111122223333:channel:283886"], "detail": {{detail}}}
        """;
}
