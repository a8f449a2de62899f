using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.LiveStreams.Decisions;

/// <summary>One NotFound is not a loss.</summary>
public sealed class LossTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_NotFound_is_only_recorded() =>
        DecideLoss.Next(View(null), ResourceKind.Channel).ShouldBe(new LiveStreamStep.RecordMissing(ResourceKind.Channel));

    [Theory]
    [InlineData(2, 600, "Wait")] // not often enough
    [InlineData(9, 89, "Wait")] // not for long enough
    [InlineData(3, 90, "RecordLoss")]
    public void It_takes_several_over_a_time_longer_than_reads_lag(int looks, int seconds, string expected)
    {
        var missing = new MissingResource { Resource = "Channel", Looks = looks, Since = Noon.AddSeconds(-seconds) };

        var view = View(missing) with
        {
            MissingIsCounted = true,
            Observed = new Dictionary<ResourceKind, ObservedResource> { [ResourceKind.Channel] = ObservedResource.Absent },
        };

        DecideLoss.Next(view, ResourceKind.Channel).GetType().Name.ShouldBe(expected);
    }

    [Fact]
    public void A_reappeared_resource_is_no_longer_missing() =>
        Loss.Found(View(new() { Resource = "Input" }), ResourceKind.Input).ShouldBe(new LiveStreamStep.RecordFound(ResourceKind.Input));

    [Fact]
    public void A_missing_input_keeps_no_channel_from_its_stop()
    {
        var view = View(new() { Resource = "Input", Looks = 1, Since = Noon }) with { MissingIsCounted = true };
        var stopped = view with
        {
            Spec = view.Spec with { State = StreamState.Stopped },
            Observed = new Dictionary<ResourceKind, ObservedResource> { [ResourceKind.Channel] = new("Channel", Lifecycle.Running) { Tag = new("uid") } },
        };

        DecideLoss.Next(stopped, ResourceKind.Input).ShouldBeOfType<LiveStreamStep.Stop>();
    }

    [Fact]
    public void A_behaviour_that_viewers_use_stays_while_its_endpoint_is_only_missing()
    {
        var view = View(null);
        view = view with { Status = view.Status with { Resources = view.Status.Resources with { DistributionId = "E1" } } };

        DecideLoss.Next(view, ResourceKind.PackageEndpoint).ShouldBe(new LiveStreamStep.RecordMissing(ResourceKind.PackageEndpoint));
    }

    [Theory]
    [InlineData(10, "Wait")] // the request may take effect until its timeout, and a read may lag by a minute then
    [InlineData(74, "Wait")]
    [InlineData(75, "Create")]
    public void A_security_group_whose_creation_had_no_answer_is_made_again_only_when_it_can_no_longer_appear(int seconds, string expected)
    {
        var view = View(null);
        view = view with
        {
            Status = view.Status with
            {
                Resources = new() { Provider = "p", Creating = new() { Resource = "InputSecurityGroup", Token = "t", Since = Noon.AddHours(-1) } },
            },
            AttemptEnded = Noon.AddSeconds(-seconds),
            Observed = new Dictionary<ResourceKind, ObservedResource> { [ResourceKind.InputSecurityGroup] = ObservedResource.Absent with { ByTag = true } },
        };

        DecideProvisioning.Next(view)!.GetType().Name.ShouldBe(expected);
    }

    private static LiveStreamView View(MissingResource? missing) => new()
    {
        Uid = "uid",
        Spec = new() { ProviderRef = new() { Name = "p" }, State = StreamState.Running },
        Status = new()
        {
            CurrentSessionId = "s",
            Sessions = [new() { Id = "s", StartedAt = Noon, RunningAt = Noon }],
            Resources = new() { Provider = "p", ChannelId = "Channel", InputId = "Input", PackageEndpointId = "Endpoint", Missing = missing },
        },
        Now = Noon,
    };
}
