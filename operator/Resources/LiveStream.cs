using System.Text.Json.Serialization;
using Onair.Api.LiveStreams;
using Onair.Kubernetes;

namespace Onair.Operator.Resources;

/// <summary>The LiveStream as an object of the API server.</summary>
internal sealed class LiveStream : CustomResource<LiveStreamSpec, LiveStreamStatus>
{
    [JsonIgnore]
    public string Uid => Metadata.Uid!;

    /// <summary>What is recorded; an empty status before the first write.</summary>
    [JsonIgnore]
    public LiveStreamStatus Recorded => Status ?? new();

    /// <summary>The same object with another status. Objects from the cache are shared and never changed.</summary>
    public LiveStream With(LiveStreamStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
