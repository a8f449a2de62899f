using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Kubernetes.Resources;

namespace Onair.Api.Connectors;

/// <summary>The Connector resource.</summary>
public sealed class Connector : CustomResource<ConnectorSpec, ConnectorStatus>
{
    /// <summary>The uid of a stored resource.</summary>
    [JsonIgnore]
    public string Uid => Metadata.Uid!;

    /// <summary>The recorded status; empty before the first write.</summary>
    [JsonIgnore]
    public ConnectorStatus Recorded => Status ?? new();

    /// <summary>Whether the recorded condition is True.</summary>
    public bool Is(string condition) => Recorded.Conditions.Any(c => c.Type == condition && c.Status == ConditionStatus.True);

    /// <summary>Copies the resource with another status. Resources in the cache are shared and must not be modified.</summary>
    public Connector With(ConnectorStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
