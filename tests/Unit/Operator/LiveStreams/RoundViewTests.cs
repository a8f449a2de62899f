using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>What a round knows at a moment.</summary>
public sealed class RoundViewTests
{
    [Fact]
    public void A_view_is_what_was_known_when_it_was_taken()
    {
        var stream = new LiveStream { Metadata = new() { Uid = "uid", Name = "event", NamespaceProperty = "shows" } };
        var begun = new LiveStreamView { Uid = "uid", Spec = stream.Spec, Status = stream.Recorded, Now = DateTimeOffset.UnixEpoch };
        var round = new LiveStreamRound(stream, begun, "cluster", new FakeTime());
        round.Observe(ResourceKind.Channel, new("1", Lifecycle.CreateFailed));
        var before = round.View;

        // A deletion lets the round forget what it saw; that the creation had failed is judged by the view before it.
        round.Forget(ResourceKind.Channel);

        before.Found(ResourceKind.Channel)!.State.ShouldBe(Lifecycle.CreateFailed);
        round.View.Found(ResourceKind.Channel).ShouldBeNull();
    }
}
