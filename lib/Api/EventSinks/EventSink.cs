using System.Text.Json.Serialization;
using Onair.Kubernetes.Resources;

namespace Onair.Api.EventSinks;

/// <summary>The EventSink resource.</summary>
public sealed class EventSink : CustomResource<EventSinkSpec, EventSinkStatus>
{
    /// <summary>The recorded status; empty before the first write.</summary>
    [JsonIgnore]
    public EventSinkStatus Recorded => Status ?? new();

    /// <summary>The key of the sink in an outbox: <c>namespace/name</c>.</summary>
    [JsonIgnore]
    public string Key => $"{Metadata.NamespaceProperty}/{Metadata.Name}";

    /// <summary>Copies the resource with another status. Resources in the cache are shared and must not be modified.</summary>
    public EventSink With(EventSinkStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
