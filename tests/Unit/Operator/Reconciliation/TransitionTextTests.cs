using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.Reconciliation;

public sealed class TransitionTextTests
{
    [Fact]
    public void Says_how_a_resource_stands_when_that_changes()
    {
        TransitionText.Between(new LiveStreamStatus(), Status("Starting", "Starting", "MediaLive starts the channel."))
            .ShouldBe("new became Starting; Ready is False, Starting: MediaLive starts the channel.");
        TransitionText.Between(Status("Starting", "Starting", "It starts."), Status("Starting", "Probing", "It probes.")).ShouldBe("Starting; Ready is False, Probing: It probes.");
    }

    [Fact]
    public void Says_nothing_twice()
    {
        var status = Status("Starting", "Starting", "It starts.");
        TransitionText.Between(status, status).ShouldBeNull();
        TransitionText.Between(status, Status("Starting", "Starting", "It starts, for 10 s.")).ShouldBeNull("a count is no transition");
    }

    private static LiveStreamStatus Status(string phase, string reason, string message) => new()
    {
        Phase = phase,
        Conditions = [new() { Type = ConditionTypes.Ready, Status = ConditionStatus.False, Reason = reason, Message = message }],
    };
}
