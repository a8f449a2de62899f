using Onair.Api.IvsChannels;
using Onair.Tests.Integration.IvsChannels;

namespace Onair.Tests.Integration.Events.Sequences;

/// <summary>The events of the life of an IvsChannel.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class IvsSequenceTests(IvsRig rig) : IClassFixture<IvsRig>
{
    [Fact]
    public async Task Sends_the_events_of_a_channel_from_its_provisioning_to_its_deletion()
    {
        await using var sequence = await EventSequence.ReceiveAsync(rig, "seq-channel");

        await rig.CreateReadyAsync("seq-channel");
        var live = await rig.LiveAsync("seq-channel");
        await rig.PushAsync(live, false);
        await rig.UntilAsync("seq-channel", c => !c.Is(IvsChannelConditions.Live), "not Live");
        await rig.DeleteAndWaitAsync("seq-channel");

        await sequence.ShouldBeAsync("ivschannel.txt");
    }
}
