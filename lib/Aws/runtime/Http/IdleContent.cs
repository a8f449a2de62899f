using System.Net;

namespace Onair.Aws.Http;

/// <summary>A body that is read while it arrives, with a limit for each read.</summary>
internal sealed class IdleContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly Stream _stream;

    private IdleContent(HttpContent content, Stream stream)
    {
        (_content, _stream) = (content, stream);
        foreach (var (name, values) in content.Headers) Headers.TryAddWithoutValidation(name, values);
    }

    public static async Task<IdleContent> OfAsync(HttpContent content, TimeSpan idle, TimeProvider time, CancellationToken cancellationToken) =>
        new(content, new IdleStream(await content.ReadAsStreamAsync(cancellationToken), idle, time));

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(_stream);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _stream.CopyToAsync(stream);

    protected override bool TryComputeLength(out long length)
    {
        // Not of its own headers, which would ask this method.
        length = _content.Headers.ContentLength ?? 0;
        return _content.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
            _content.Dispose();
        }
        base.Dispose(disposing);
    }
}
