using System.Text.Json.Nodes;
using Onair.Kubernetes.Resources;
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
                """), State, Now)!;

        after.Select(c => $"{c!["type"]} {c["status"]} {c["lastTransitionTime"]}").ShouldBe(
            ["New Perhaps ", "Ready False 2027-01-01T00:00:00Z", "Stalled True 2027-05-04T09:00:00Z", "Reconciling False 2027-05-04T09:00:00Z"]);
        after[0]!.ToJsonString().ShouldBe("""{"type":"New","status":"Perhaps","since":5}""");
        after[1]!["message"]!.GetValue<string>().ShouldStartWith("spec.state: \"Paused\": must be one of Stopped, Running. ");
        after[1]!["observedGeneration"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public void Conditions_that_show_the_problem_are_not_written_again()
    {
        var resource = Resource("{}");
        resource["status"]!["conditions"] = UnreadableConditions.After(resource, State, Now);

        UnreadableConditions.After(resource, State, Now.AddHours(1)).ShouldBeNull();
        UnreadableConditions.After(resource, State with { Value = "Asleep" }, Now.AddHours(1)).ShouldNotBeNull();
    }

    private static JsonObject Resource(string status) =>
        JsonNode.Parse($$"""{"metadata":{"generation":3},"status":{{status}}}""")!.AsObject();
}
