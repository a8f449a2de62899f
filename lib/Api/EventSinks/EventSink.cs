using System.Text.Json.Serialization;
using Onair.Kubernetes;

namespace Onair.Api.EventSinks;

/// <summary>The EventSink as an object of the API server.</summary>
public sealed class EventSink : CustomResource<EventSinkSpec, EventSinkStatus>
{
    /// <summary>What is recorded; an empty status before the first write.</summary>
    [JsonIgnore]
    public EventSinkStatus Recorded => Status ?? new();

    /// <summary>What events name it by: <c>namespace/name</c>.</summary>
    [JsonIgnore]
    public string Key => $"{Metadata.Namespace}/{Metadata.Name}";

    /// <summary>The same object with another status. Objects from the cache are shared and never changed.</summary>
    public EventSink With(EventSinkStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
