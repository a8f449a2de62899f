using Onair.Tests.Integration.Connectors;

namespace Onair.Tests.Integration.Events.Sequences;

/// <summary>The events of the life of a Connector.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class ConnectorSequenceTests(ConnectorRig rig) : IClassFixture<ConnectorRig>
{
    [Fact]
    public async Task Sends_the_events_of_a_connector_from_its_start_to_its_deletion()
    {
        var target = await rig.ServiceAsync("seq-service");
        await using var sequence = await EventSequence.ReceiveAsync(rig, "seq-connector");

        await rig.CreateAsync("seq-connector", spec => spec.Target = target);
        await rig.OnAirAsync("seq-connector");
        await rig.PatchAsync("seq-connector", """{"spec":{"state":"Stopped"}}""");
        await rig.UntilAsync("seq-connector", c => c.Recorded.Run is null, "stopped");
        await rig.GoneAsync("seq-connector");

        await sequence.ShouldBeAsync("connector.txt");
    }
}
