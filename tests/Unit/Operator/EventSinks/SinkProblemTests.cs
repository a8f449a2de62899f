using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Operator.EventSinks;

namespace Onair.Tests.Unit.Operator.EventSinks;

public sealed class SinkProblemTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private static readonly EventSinkStatus Failed = new() { LastError = new() { Message = "503" } };

    private static readonly Condition SecretMissing = new() { Type = ConditionTypes.Stalled, Status = ConditionStatus.True, Reason = "SecretMissing", Message = "no Secret" };

    private static readonly Condition Refused = new() { Type = ConditionTypes.Stalled, Status = ConditionStatus.True, Reason = "Refused", Message = "302" };

    /// <summary>The status → the problem.</summary>
    public static TheoryData<object, string?> Cases => new()
    {
        { new EventSinkStatus(), null },
        { Failed, null },
        { Failed with { Breaker = BreakerState.Closed }, null },
        { Failed with { Breaker = BreakerState.Open }, "503" },
        { Failed with { Breaker = BreakerState.HalfOpen }, "503" },
        { Failed with { Breaker = BreakerState.Open, LastDeliveredAt = Now.AddSeconds(-30) }, "503" },
        { Failed with { Breaker = BreakerState.Open, LastDeliveredAt = Now.AddSeconds(-29) }, null },
        { new EventSinkStatus { Breaker = BreakerState.Open }, "several requests in a row failed" },
        { new EventSinkStatus { Conditions = [SecretMissing] }, "no Secret" },
        { new EventSinkStatus { Conditions = [SecretMissing with { Status = ConditionStatus.False }] }, null },
        { new EventSinkStatus { Conditions = [SecretMissing], LastDeliveredAt = Now }, "no Secret" },
        { new EventSinkStatus { Conditions = [Refused] }, "302" },
        { new EventSinkStatus { Conditions = [Refused], LastDeliveredAt = Now.AddSeconds(-30) }, "302" },
        { new EventSinkStatus { Conditions = [Refused], LastDeliveredAt = Now.AddSeconds(-29) }, null },
        { new EventSinkStatus { Conditions = [Refused with { Reason = "Unauthorized" }], LastDeliveredAt = Now.AddSeconds(-29) }, null },
        { new EventSinkStatus { Phase = "Paused" }, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fails_while_the_circuit_breaker_is_open_or_the_sink_is_stalled(object status, string? problem) =>
        SinkProblem.Of((EventSinkStatus)status, Now, TimeSpan.FromSeconds(30)).ShouldBe(problem);
}
