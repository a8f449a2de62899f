using Amazon.Runtime;
using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Operator;
using Onair.Operator.AwsAccounts;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.IvsChannels;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.IvsChannels.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.IvsChannels;

/// <summary>The status tells the truth while IVS does not answer.</summary>
public sealed class IvsSilenceTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTime _time = new(Noon);
    private readonly ProviderAccount _account;
    private readonly IvsChannelReconciler _reconciler;

    public IvsSilenceTests()
    {
        var options = new OperatorOptions();
        _account = new("p", new() { Region = "eu-central-1" }, new AnonymousAWSCredentials(), health: new("p", _time));
        _reconciler = new(null!, new(options, _time), new(options), null!, new(_ => []), options, _time);
    }

    public void Dispose() => _account.Dispose();

    [Theory]
    [InlineData(119, false)]
    [InlineData(120, true)]
    public void A_ready_channel_becomes_doubtful_after_two_minutes_without_an_answer(int seconds, bool expected)
    {
        Unanswered();
        _time.Advance(TimeSpan.FromSeconds(seconds));

        var end = OnError(Live());

        if (expected) end.ShouldBeOfType<Unsure>().ShouldBe(new("NoAnswer", "AWS has not answered since 2026-01-01T12:00:00Z. The channel may have changed since."));
        else end.ShouldBeNull("what was last seen still counts");
    }

    [Fact]
    public void Silence_of_another_service_makes_nothing_doubtful()
    {
        var circuit = _account.Health.Of("medialive");
        circuit.Leave(circuit.Enter(CallPriority.Normal)!, answered: false);
        _time.Advance(TimeSpan.FromMinutes(5));

        OnError(Live()).ShouldBeNull();
    }

    [Fact]
    public void An_answer_ends_the_doubt()
    {
        Unanswered();
        _time.Advance(TimeSpan.FromMinutes(5));
        var circuit = _account.Health.Of("ivs");
        circuit.Leave(circuit.Enter(CallPriority.Stop)!, answered: true);

        OnError(Live()).ShouldBeNull();
    }

    [Fact]
    public void A_doubtful_channel_is_neither_ready_nor_failed_nor_offline_and_keeps_what_was_known()
    {
        var before = Live();

        var doubtful = Doubtful(before);

        Condition(doubtful, ConditionTypes.Ready).Status.ShouldBe(ConditionStatus.Unknown);
        Condition(doubtful, ConditionTypes.Stalled).Status.ShouldBe(ConditionStatus.False);
        var live = Condition(doubtful, IvsChannelConditions.Live);
        (live.Status, live.Reason).ShouldBe((ConditionStatus.Unknown, "NoAnswer"));
        doubtful.Stream.ShouldBe(before.Stream);
        (doubtful.Phase, doubtful.ObservedGeneration).ShouldBe(("Live", 3));
    }

    [Fact]
    public void A_doubtful_channel_is_ready_again_when_IVS_answers_and_is_not_compared_for_that()
    {
        var doubtful = Doubtful(Live());
        var round = Round(doubtful);
        round.Learn(v => v with { Stream = new("st-1", "HEALTHY", Noon) });

        round.Plan(due: false);
        var end = _reconciler.Decide(round).ShouldBeOfType<IvsChannelStep.Settle>();

        round.View.LookAtAll.ShouldBeFalse("hundreds of channels that come back at once would use up the rate limit");
        var after = ChannelConditions.After(round.View, end, 3);
        Condition(after, ConditionTypes.Ready).Status.ShouldBe(ConditionStatus.True);
        Condition(after, IvsChannelConditions.Live).Status.ShouldBe(ConditionStatus.True);
    }

    [Fact]
    public void A_channel_that_was_not_ready_is_compared_after_the_silence()
    {
        var stalled = ChannelConditions.After(View(Live()), new Stall("AccessDenied", "…"), 3);
        stalled.ObservedGeneration.ShouldBe(3);

        var round = Round(Doubtful(Doubtful(stalled)));
        round.Learn(v => v with { Stream = SeenStream.Offline });
        round.Plan(due: false);

        round.View.LookAtAll.ShouldBeTrue();
    }

    private void Unanswered()
    {
        var circuit = _account.Health.Of("ivs");
        circuit.Leave(circuit.Enter(CallPriority.Normal)!, answered: false);
    }

    private RoundEnd? OnError(IvsChannelStatus status) =>
        _reconciler.OnError(new HttpRequestException("no route"), new IvsChannelStep.LookAtStream("channel"), Round(status)).ShouldBeOfType<StepError.Retries>().Recorded;

    private IvsChannelRound Round(IvsChannelStatus status)
    {
        var channel = new IvsChannel
        {
            Metadata = new() { Uid = "uid", Name = "lobby", NamespaceProperty = "shows", Generation = 3, Finalizers = [Annotations.Finalizer] },
            Spec = new() { ProviderRef = new() { Name = "p" } },
            Status = status,
        };
        return new(channel, IvsChannelRound.Begun(channel, "cluster", TimeSpan.FromMinutes(1), _time.GetUtcNow()), "cluster", _time) { Account = _account };
    }

    private static IvsChannelStatus Doubtful(IvsChannelStatus status) => ChannelConditions.After(View(status) with { Stream = null }, new Unsure("NoAnswer", "…"), 3);

    private static IvsChannelStatus Live() => ChannelConditions.After(View(new()), new IvsChannelStep.Settle([]), 3);

    private static IvsChannelView View(IvsChannelStatus status) => new()
    {
        Uid = "uid",
        Spec = new() { ProviderRef = new() { Name = "p" } },
        Status = status with { Resources = new() { Provider = "p", ChannelArn = "channel", StreamKeyArn = "key" } },
        Now = Noon,
        Stream = new("st-1", "HEALTHY", Noon),
    };

    private static Condition Condition(IvsChannelStatus status, string type) => status.Conditions.Single(c => c.Type == type);
}
