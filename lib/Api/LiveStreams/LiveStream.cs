using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;

namespace Onair.Api.LiveStreams;

/// <summary>The LiveStream as an object of the API server.</summary>
public sealed class LiveStream : CustomResource<LiveStreamSpec, LiveStreamStatus>
{
    /// <summary>Uid of an object that the server has stored.</summary>
    [JsonIgnore]
    public string Uid => Metadata.Uid!;

    /// <summary>What is recorded; an empty status before the first write.</summary>
    [JsonIgnore]
    public LiveStreamStatus Recorded => Status ?? new();

    /// <summary>The MediaProvider that its resources were made with, or are to be made with; empty when none is named.</summary>
    [JsonIgnore]
    public string ProviderName => Recorded.Resources.Provider ?? Spec.ProviderName;

    /// <summary>Whether a condition is recorded as True.</summary>
    public bool Is(string condition) => Recorded.Conditions.Any(c => c.Type == condition && c.Status == ConditionStatus.True);

    /// <summary>What its rules judge.</summary>
    /// <param name="provider">The MediaProvider that the spec names, if known.</param>
    public LiveStreamCase Case(MediaProvider? provider) => new(Spec)
    {
        Recorded = Recorded,
        Adopt = Metadata.Annotations?.GetValueOrDefault(Annotations.Adopt),
        Provider = provider?.Metadata.Name == Spec.ProviderName ? provider.Spec : null,
    };

    /// <summary>The same object with another status. Objects from the cache are shared and never changed.</summary>
    public LiveStream With(LiveStreamStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
