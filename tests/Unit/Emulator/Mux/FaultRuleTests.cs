using Onair.Emulator.Faults;

namespace Onair.Tests.Unit.Emulator.Mux;

public sealed class FaultRuleTests
{
    [Fact]
    public void A_rule_strikes_its_operation_as_often_as_it_says()
    {
        var rules = new FaultRuleRegistry(TimeProvider.System) { Current = [new("mux", "CreateUpload", FaultMoment.Before, Times: 2)] };
        rules.Strikes("mux", "GetUpload", FaultMoment.Before).ShouldBeNull();
        rules.Strikes("mux", "CreateUpload", FaultMoment.After).ShouldBeNull();
        for (var i = 0; i < 2; i++) rules.Strikes("mux", "CreateUpload", FaultMoment.Before).ShouldNotBeNull();
        rules.Strikes("mux", "CreateUpload", FaultMoment.Before).ShouldBeNull();
        rules.List().Single().Remaining.ShouldBe(0);
    }

    [Fact]
    public void A_rule_for_all_operations_strikes_a_share_of_the_calls()
    {
        var rules = new FaultRuleRegistry(TimeProvider.System) { Current = [new("mux", "*", FaultMoment.After, Rate: 0.1)] };
        // 1,000 are expected; 200 off is more than six standard deviations.
        Enumerable.Range(0, 10_000).Count(_ => rules.Strikes("mux", "GetAsset", FaultMoment.After) is not null).ShouldBeInRange(800, 1_200);
        rules.Strikes("medialive", "CreateChannel", FaultMoment.After).ShouldBeNull();
    }

    [Theory]
    [InlineData("", "*", 500, 1, "service: it must be given")]
    [InlineData("mux", "", 500, 1, "operation: it must be given")]
    [InlineData("mux", "*", 200, 1, "status: value 200 must be between 400 and 599")]
    [InlineData("mux", "*", 500, 0, "rate: value 0 must be above 0 and at most 1")]
    [InlineData("mux", "*", 500, 1.5, "rate: value 1.5 must be above 0 and at most 1")]
    public void A_bad_rule_names_member_value_and_rule(string service, string operation, int status, double rate, string violation) =>
        new FaultRule(service, operation, FaultMoment.Before, Status: status, Rate: rate).Violation().ShouldBe(violation);

    [Fact]
    public void Refuses_fields_that_a_moment_does_not_support()
    {
        new FaultRule("medialive", "CreateChannel", FaultMoment.Unseen).Violation().ShouldBe(
            "operation: value 'CreateChannel' must be a Describe, Get or List, or * for all of them");
        new FaultRule("mux", "*", FaultMoment.Before, Resource: "a").Violation().ShouldBe("resource: only the moments Unseen and Stale have one");
        new FaultRule("mux", "*", FaultMoment.Stale, Age: 5).Violation().ShouldBe("age: only the moment Unseen has one");
        new FaultRule("mux", "*", FaultMoment.Before, Seconds: 0).Violation().ShouldBe("seconds: value 0 must be above 0 and at most 86400");
        new FaultRule("mux", "CreateAsset", FaultMoment.Outcome).Violation().ShouldBe(
            "moment: Outcome is for medialive's CreateChannel, UpdateChannel, StartChannel, not for mux's CreateAsset");
        new FaultRule("medialive", "*", FaultMoment.Unseen, Seconds: 30, Resource: "1234567", Age: 10).Violation().ShouldBeNull();
    }

    [Fact]
    public void A_rule_ends_with_its_seconds()
    {
        var time = new FakeTime();
        var rules = new FaultRuleRegistry(time) { Current = [new("mux", "GetAsset", FaultMoment.Before, Seconds: 30)] };
        time.Advance(29);
        rules.Strikes("mux", "GetAsset", FaultMoment.Before).ShouldNotBeNull();
        time.Advance(1);
        rules.Strikes("mux", "GetAsset", FaultMoment.Before).ShouldBeNull();
    }
}
