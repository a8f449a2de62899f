using Onair.Api.Connectors;
using Onair.Events.Transitions;

namespace Onair.Events.Data;

/// <summary>The data of the events of a Connector. It has no URL: those of meetings are secret.</summary>
internal static class ConnectorMapping
{
    public static ConnectorData Of(Connector connector, Transition transition, DateTimeOffset at, Truncation truncation)
    {
        var status = connector.Recorded;
        return new()
        {
            Resource = ResourceMapping.Of("Connector", connector.Metadata, truncation),
            Transition = transition.Name,
            Time = at,
            Reason = truncation.Name(transition.Reason),
            Message = truncation.Message(transition.Message),
            Target = truncation.Name(status.Target ?? connector.Spec.Target.Text()),
            Source = status.Source,
            RunId = status.Run?.Id,
            // The condition is of the last round: it may still be that of a push that has ended.
            OnAir = status.Run?.OnAirAt is not null && connector.Is(ConnectorConditions.OnAir),
            StartedAt = status.Run?.StartedAt,
            OnAirAt = status.Run?.OnAirAt,
            Restarts = status.Restarts,
        };
    }
}
