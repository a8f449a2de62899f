using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Onair.Gateway.Streams.Bodies;

/// <summary>A stream with its IVS channel.</summary>
internal sealed record IvsStreamBody : StreamBody
{
    [JsonConstructor]
    public IvsStreamBody()
    {
    }

    /// <summary>The same stream.</summary>
    [SetsRequiredMembers]
    public IvsStreamBody(StreamBody stream)
        : base(stream) => (IvsViewerEndpoint, RtmpIvs) = (stream.IvsViewerEndpoint, stream.RtmpIvs);

    /// <summary>The HLS playlist of the stream's IVS channel. Null until the channel exists.</summary>
    // After the members of the stream: System.Text.Json writes those of a derived type first.
    [JsonPropertyName("ivs_viewer_endpoint"), JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public new string? IvsViewerEndpoint { get; init; }

    /// <summary>Where an encoder pushes to the IVS channel. It ends with the stream key if the caller may read the key's Secret. Null until the channel exists.</summary>
    [JsonPropertyName("rtmp_ivs"), JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public new string? RtmpIvs { get; init; }
}
