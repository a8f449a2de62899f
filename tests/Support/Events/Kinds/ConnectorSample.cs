using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Events;
using Onair.Events.Kinds;
using Onair.Events.Transitions;

namespace Onair.Tests.Support;

/// <summary>The sample of each event of a Connector.</summary>
internal sealed class ConnectorSample : SampleKind
{
    public override string Kind => "Connector";

    public override PendingEvent Of(string type, long sequence)
    {
        var failed = type is EventTypes.ConnectorFailed or EventTypes.ConnectorOffAir;
        var transition = new Transition(type)
        {
            Reason = failed ? "PushRefused" : null,
            Message = failed ? $"The target rtmps://joe:{SampleResources.Secret}@ingest.example.com/live?key={SampleResources.Secret} refuses the push." : null,
        };
        var connector = SampleResources.Connector(running: type is not (EventTypes.ConnectorStopped or EventTypes.ConnectorDeleted));
        return SampleEvents.Of(transition, connector.Metadata, "connectors", sequence, ConnectorEventKind.Definition.Data(connector, transition, SampleResources.At));
    }
}

internal static partial class SampleResources
{
    public static Connector Connector(bool running = true) => new()
    {
        Metadata = Metadata("townhall", "2b7e9f10-5d0c-4b7f-8f57-3c1f4c2a6d07"),
        Spec = new()
        {
            State = running ? ConnectorState.Running : ConnectorState.Stopped,
            Source = new() { Meeting = new() { Url = $"https://meet.example.com/townhall?pwd={Secret}" } },
            Target = new() { LiveStreamRef = new() { Name = "event" } },
        },
        Status = new()
        {
            Target = "LiveStream/event",
            Source = running ? "source" : null,
            Run = running ? new() { Id = "kq7wz", Attempts = 1, StartedAt = At.AddMinutes(-5), OnAirAt = At.AddMinutes(-4) } : null,
            Restarts = running ? 1 : null,
            Conditions = [new() { Type = ConnectorConditions.OnAir, Status = running ? ConditionStatus.True : ConditionStatus.False, Reason = "Pushing" }],
        },
    };
}
