using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;

namespace Onair.Gateway.Streams;

/// <summary>What a stream's representation is made from.</summary>
/// <param name="Stream">The LiveStream.</param>
internal sealed record StreamParts(LiveStream Stream)
{
    /// <summary>The stream key; null when there is none yet, or the caller may not read its Secret.</summary>
    public string? Key { get; init; }

    /// <summary>The stream's IVS channel; null without one.</summary>
    public IvsChannel? Ivs { get; init; }

    /// <summary>The whole URL to push to the IVS channel; null when there is none yet, or the caller may not read its Secret.</summary>
    public string? IvsUrl { get; init; }

    /// <summary>What is wrong; null when all is well.</summary>
    public StreamProblem? Problem { get; init; }
}
