using Onair.Signaling.Messages;
using Onair.Signaling.State;

namespace Onair.Tests.Unit.Signaling.State;

public sealed class StandingTests
{
    [Theory]
    [InlineData(3, false, null)]
    [InlineData(4, false, CloseCode.Replaced)]
    [InlineData(3, true, CloseCode.Restart)]
    [InlineData(4, true, CloseCode.Replaced)]
    [InlineData(0, true, CloseCode.Restart)]
    public void Closes_the_socket_of_a_participant_that_moved_or_ended(long epoch, bool hasEnded, object? code) =>
        new Standing(epoch, hasEnded).Closing(3).ShouldBe((CloseCode?)code);
}
