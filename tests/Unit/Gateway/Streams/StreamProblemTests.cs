using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Gateway.Streams;
using static Onair.Tests.Unit.Gateway.Streams.Samples;

namespace Onair.Tests.Unit.Gateway.Streams;

public sealed class StreamProblemTests
{
    [Theory]
    [InlineData("Ready=False Provisioning", null)]
    [InlineData("Ready=False Starting", null)]
    [InlineData("Ready=True Running", null)]
    [InlineData("Ready=Unknown Unanswered", null)]
    [InlineData("Ready=False QuotaExceeded", "QuotaExceeded")]
    [InlineData("Ready=False Paused", "Paused")]
    [InlineData("Ready=False StartFailed", "StartFailed")]
    [InlineData("Ready=False SecretMissing", "SecretMissing")]
    [InlineData("Ready=False Reported;Stalled=True AccessDenied", "AccessDenied")]
    [InlineData("Ready=True Running;Distributed=False Deploying", null)]
    [InlineData("Ready=True Running;Distributed=False QuotaExceeded", "QuotaExceeded")]
    public void A_blocking_condition_is_a_problem_and_progress_is_none(string conditions, string? reason) =>
        (StreamProblem.Of(With(conditions))?.Reason).ShouldBe(reason);

    [Fact]
    public void A_hold_is_a_problem_until_it_is_lifted()
    {
        var held = With("Ready=False NoInputTimeout;Stalled=True NoInputTimeout");
        held.Status = held.Recorded with { Hold = new() { Reason = "NoInputTimeout", SessionId = "second" } };
        StreamProblem.Of(held)!.Reason.ShouldBe("NoInputTimeout");

        held.Metadata.Annotations[Annotations.Resume] = "second";

        StreamProblem.Of(held).ShouldBeNull();
    }

    private static LiveStream With(string conditions) => Stream(s => s.Status = new()
    {
        Conditions =
        [
            .. conditions.Split(';').Select(c => c.Split('=', ' ')).Select(c => new Condition
            {
                Type = c[0], Status = Enum.Parse<ConditionStatus>(c[1]), Reason = c[2], Message = $"It is {c[2]}.",
            }),
        ],
    });
}
