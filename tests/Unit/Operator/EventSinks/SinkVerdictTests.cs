using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Operator.EventSinks;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>What an EventSink says of its receiver: what the receiver last did.</summary>
public sealed class SinkVerdictTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Failures in a row, the code of the latest, whether it took events before, and the state of the breaker → Ready, Delivering, Stalled, reason.</summary>
    public static TheoryData<int?, int?, bool, BreakerState, string> Cases => new()
    {
        { null, null, false, BreakerState.Closed, "Ready=True Delivering=Unknown Stalled=False NoEvents" },
        { 0, null, false, BreakerState.Closed, "Ready=True Delivering=True Stalled=False Ready" },
        { 1, 401, false, BreakerState.Closed, "Ready=False Delivering=False Stalled=True Unauthorized" },
        { 1, 403, true, BreakerState.Closed, "Ready=False Delivering=False Stalled=True Unauthorized" },
        { 9, 401, true, BreakerState.Open, "Ready=False Delivering=False Stalled=True Unauthorized" },
        { 1, 404, false, BreakerState.Closed, "Ready=False Delivering=False Stalled=True Refused" },
        { 1, 307, false, BreakerState.Closed, "Ready=False Delivering=False Stalled=True Refused" },
        { 1, 422, true, BreakerState.Closed, "Ready=True Delivering=True Stalled=False Ready" },
        { 5, 422, true, BreakerState.Closed, "Ready=False Delivering=False Stalled=True Refused" },
        { 1, null, false, BreakerState.Closed, "Ready=False Delivering=False Stalled=False Unreachable" },
        { 1, 503, false, BreakerState.Closed, "Ready=False Delivering=False Stalled=False Unreachable" },
        { 1, 503, true, BreakerState.Closed, "Ready=True Delivering=True Stalled=False Ready" },
        { 5, 503, true, BreakerState.Open, "Ready=True Delivering=False Stalled=False Interrupted" },
        { 5, 429, true, BreakerState.HalfOpen, "Ready=True Delivering=False Stalled=False Interrupted" },
        // After a restart the breaker is closed, and the status is what is known.
        { 8, 503, true, BreakerState.Closed, "Ready=True Delivering=False Stalled=False Interrupted" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ready_says_what_the_receiver_last_did(int? failures, int? code, bool tookEvents, BreakerState breaker, string expected)
    {
        var before = tookEvents ? Report(new() { Failures = 0, Delivered = 3, LastDeliveredAt = Noon }) : new EventSinkStatus();

        var status = Report(before with
        {
            Failures = failures,
            Breaker = breaker,
            LastError = failures > 0 ? new() { Time = Noon, Message = $"the receiver answered {code}", Code = code } : null,
        });

        $"Ready={Of(status, ConditionTypes.Ready).Status} Delivering={Of(status, EventSinkConditions.Delivering).Status} Stalled={Of(status, ConditionTypes.Stalled).Status} {Of(status, ConditionTypes.Ready).Reason}"
            .ShouldBe(expected);
    }

    [Fact]
    public void A_refusal_names_answer_field_and_Secret_and_is_one_Event()
    {
        var never = Report(new());
        var refused = Report(never with { Failures = 1, LastError = new() { Time = Noon, Message = "the receiver answered 401: bad token, request 1", Code = 401 } });
        var again = Report(refused with { Failures = 2, LastError = new() { Time = Noon, Message = "the receiver answered 401: bad token, request 2", Code = 401 } });
        var taken = Report(again with { Failures = 0, Delivered = 1 });

        Of(refused, ConditionTypes.Stalled).Message.ShouldBe(
            "The receiver answered 401: bad token, request 1. Correct the token in Secret \"hooks\" (spec.tokenSecretRef). Events wait, and are sent again when the Secret changes.");
        SinkReport.EventsBetween(never, refused).ShouldHaveSingleItem().Reason.ShouldBe("Unauthorized");
        SinkReport.EventsBetween(refused, again).ShouldBeEmpty("another id in the same answer is no news");
        SinkReport.EventsBetween(again, taken).ShouldHaveSingleItem().Reason.ShouldBe("Recovered");
    }

    [Fact]
    public void An_outage_of_a_receiver_that_took_events_leaves_Ready_and_comes_after_a_break()
    {
        var taken = Report(new() { Failures = 0, Delivered = 3, LastDeliveredAt = Noon });

        var away = Report(taken with { Failures = 5, Breaker = BreakerState.Open, LastError = new() { Time = Noon, Message = "the receiver did not answer in time" } });

        Of(away, ConditionTypes.Ready).Message.ShouldBe("The receiver accepted events until 2026-01-01T12:00:00Z. See Delivering.");
        Of(away, EventSinkConditions.Delivering).Message.ShouldBe("The receiver did not answer in time. Onair retries with backoff; events wait.");
        Of(Report(away with { Failures = 9 }), ConditionTypes.Ready).Status.ShouldBe(ConditionStatus.True, "it stays so through the outage");
    }

    private static EventSinkStatus Report(EventSinkStatus status) => SinkReport.WithConditions(status, Sink, [], null, Noon);

    private static EventSink Sink => new() { Metadata = new() { Name = "hooks", Generation = 1 }, Spec = new() { Url = "https://example.com", TokenSecretRef = new() { Name = "hooks" } } };

    private static Condition Of(EventSinkStatus status, string type) => status.Conditions.Single(c => c.Type == type);
}
