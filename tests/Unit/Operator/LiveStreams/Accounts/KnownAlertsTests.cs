using Onair.Operator.LiveStreams.Accounts;

namespace Onair.Tests.Unit.Operator.LiveStreams.Accounts;

/// <summary>Alerts that were read, and events that come meanwhile.</summary>
public sealed class KnownAlertsTests
{
    private static readonly InputAlert Silent = new("1", "0", "RTMP Has No Audio/Video");
    private readonly KnownAlerts _alerts = new();

    [Fact]
    public void An_event_changes_what_was_read()
    {
        Answered([Silent], _alerts.Events("uid"));

        _alerts.Changed("uid", Silent, set: false);

        _alerts.Of("uid").ShouldNotBeNull().Alerts.ShouldBeEmpty();
        _alerts.Of("uid")!.IsCertain.ShouldBeTrue();
    }

    // The alert was read while it was set. The event of its end came before the answer.
    [Fact]
    public void An_answer_that_an_event_has_overtaken_is_not_certain()
    {
        var events = _alerts.Events("uid");
        _alerts.Changed("uid", Silent, set: false);

        Answered([Silent], events).IsCertain.ShouldBeFalse();

        Answered([], _alerts.Events("uid")).IsCertain.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_known_of_a_stream_that_is_gone()
    {
        Answered([Silent], _alerts.Events("uid"));

        _alerts.Forget("uid");

        _alerts.Of("uid").ShouldBeNull();
    }

    private ChannelAlertSet Answered(InputAlert[] alerts, long events) => _alerts.Answered("uid", "session", DateTimeOffset.UnixEpoch, alerts, events);
}
