using Amazon.MediaLive;
using Amazon.MediaLive.Model;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Onair.Tests.Unit.Aws;

/// <summary>The interfaces are there so that others can test against them.</summary>
public sealed class SubstituteTests
{
    [Fact]
    public async Task A_client_s_interface_can_be_substituted()
    {
        var client = Substitute.For<IAmazonMediaLive>();
        client.DescribeChannelAsync(Arg.Any<DescribeChannelRequest>()).Returns(new DescribeChannelResponse { State = ChannelState.RUNNING });
        client.StopChannelAsync(Arg.Any<StopChannelRequest>()).ThrowsAsync(new ConflictException("busy"));

        (await client.DescribeChannelAsync(new DescribeChannelRequest())).State.ShouldBe(ChannelState.RUNNING);
        await Should.ThrowAsync<ConflictException>(() => client.StopChannelAsync(new StopChannelRequest()));
    }
}
