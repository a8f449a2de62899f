using System.Text.Json.Serialization;
using Onair.Kubernetes.Resources;

namespace Onair.Api.BroadcastSites;

/// <summary>The BroadcastSite resource.</summary>
public sealed class BroadcastSite : CustomResource<BroadcastSiteSpec, BroadcastSiteStatus>
{
    /// <summary>The uid of a stored resource.</summary>
    [JsonIgnore]
    public string Uid => Metadata.Uid!;

    /// <summary>The recorded status; empty before the first write.</summary>
    [JsonIgnore]
    public BroadcastSiteStatus Recorded => Status ?? new();

    /// <summary>How pages, tokens and the signaling service name the site: <c>namespace/name</c>.</summary>
    [JsonIgnore]
    public string Path => $"{Metadata.NamespaceProperty}/{Metadata.Name}";

    /// <summary>Whether the recorded condition is True.</summary>
    public bool Is(string condition) => Recorded.Conditions.Any(c => c.Type == condition && c.Status == Common.ConditionStatus.True);

    /// <summary>Everything that its rules check.</summary>
    /// <param name="allowedCidrs">Non-public networks that its URLs may be in; null when they are unknown.</param>
    public BroadcastSiteCase Case(IReadOnlyList<string>? allowedCidrs = null) => new(this) { AllowedCidrs = allowedCidrs };

    /// <summary>Copies the resource with another status. Resources in the cache are shared and must not be modified.</summary>
    public BroadcastSite With(BroadcastSiteStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
