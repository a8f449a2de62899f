using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Kubernetes.Resources;
using Onair.Operator.Reconciliation;
using Onair.Operator.Unreadable;

namespace Onair.Tests.Unit.Operator.Unreadable;

public sealed class UnreadableConditionsTests
{
    private static readonly DateTimeOffset Now = new(2027, 5, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly UnreadableField State = new("spec.state", "Paused", "must be one of Stopped, Running");

    [Fact]
    public void Keeps_other_conditions_byte_for_byte_and_the_time_of_a_status_that_stays()
    {
        var after = UnreadableConditions.After(
            Resource("""
                {"conditions":[{"type":"New","status":"Perhaps","since":5},
                {"type":"Ready","status":"False","lastTransitionTime":"2027-01-01T00:00:00Z","reason":"Invalid","message":"m"},
                {"type":"Stalled","status":"False","lastTransitionTime":"2027-01-01T00:00:00Z","reason":"Fine","message":"m"}]}
                """), State, Now)!["conditions"]!.AsArray();

        after.Select(c => $"{c!["type"]} {c["status"]} {c["lastTransitionTime"]}").ShouldBe(
            ["New Perhaps ", "Ready False 2027-01-01T00:00:00Z", "Stalled True 2027-05-04T09:00:00Z", "Reconciling False 2027-05-04T09:00:00Z"]);
        after[0]!.ToJsonString().ShouldBe("""{"type":"New","status":"Perhaps","since":5}""");
        after[1]!["message"]!.GetValue<string>().ShouldStartWith("spec.state: \"Paused\": must be one of Stopped, Running. ");
        after[3]!["message"]!.GetValue<string>().ShouldBe("User action is required. See Stalled.");
        after[1]!["observedGeneration"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public void Conditions_that_show_the_problem_are_not_written_again()
    {
        var resource = Resource("{}");
        resource["status"] = UnreadableConditions.After(resource, State, Now);
        resource["status"]!["observedGeneration"]!.GetValue<long>().ShouldBe(3);

        UnreadableConditions.After(resource, State, Now.AddHours(1)).ShouldBeNull();
        UnreadableConditions.After(resource, State with { Value = "Asleep" }, Now.AddHours(1)).ShouldNotBeNull();
    }

    [Fact]
    public void A_spec_that_could_not_be_read_is_still_to_be_applied_by_a_release_that_can()
    {
        Condition unreadable = new() { Type = ConditionTypes.Stalled, Status = ConditionStatus.True, Reason = EndConditions.Unreadable };
        Wait halfway = new("Provisioning", "It is created.");

        EndConditions.Generation(halfway, 3, 3, [unreadable]).ShouldBe(2);
        EndConditions.Generation(halfway, 3, 3, [unreadable with { Reason = "Invalid" }]).ShouldBe(3);
        EndConditions.Generation(new Settle(), 2, 3, [unreadable]).ShouldBe(3);
    }

    private static JsonObject Resource(string status) =>
        JsonNode.Parse($$"""{"metadata":{"generation":3},"status":{{status}}}""")!.AsObject();
}
