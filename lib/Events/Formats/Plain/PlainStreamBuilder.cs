using Onair.Events.Data;

namespace Onair.Events.Formats.Plain;

/// <summary>Describes a stream in the format Plain, whatever its kind.</summary>
internal static class PlainStreamBuilder
{
    /// <summary>A stream that is not a recording.</summary>
    /// <param name="data">The event.</param>
    /// <param name="url">Where it plays, or comes from; empty when there is no such place.</param>
    /// <param name="type">E.g. <c>hls_stream</c>.</param>
    /// <param name="status">E.g. <c>live</c>.</param>
    public static PlainStream Live(ResourceEventData data, string url, string type, string status) => new()
    {
        StreamId = data.Resource.Uid,
        Name = data.Resource.Name,
        Url = url,
        StreamType = type,
        Status = status,
        Timestamp = PlainText.Unix(data.Time),
        Metadata = Metadata(url, isLive: true),
    };

    /// <summary>The parts of its URL.</summary>
    public static PlainStreamMetadata Metadata(string url, bool isLive) => Uri.TryCreate(url, UriKind.Absolute, out var uri)
        ? new() { Protocol = uri.Scheme, Domain = uri.Host, Path = uri.AbsolutePath, IsLive = isLive }
        : new() { IsLive = isLive };
}
