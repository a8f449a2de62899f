using System.Net;

namespace Onair.Splitter.Storage;

/// <summary>A request body made of several memory segments, sent without joining them.</summary>
internal sealed class SegmentsContent(IReadOnlyList<ReadOnlyMemory<byte>> segments) : HttpContent
{
    protected override bool TryComputeLength(out long length)
    {
        length = segments.Sum(s => (long)s.Length);
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (var segment in segments) await stream.WriteAsync(segment, cancellationToken);
    }
}
