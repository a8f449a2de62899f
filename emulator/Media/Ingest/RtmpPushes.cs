namespace Onair.Emulator.Media.Ingest;

/// <summary>Pushes by RTMP, to the ingest's first port.</summary>
internal sealed class RtmpPushes(MediaEngine engine, PublisherRegistry publishers) : IPushIngest
{
    private const int Pipeline = 0;

    public Task AcceptAsync(IReadOnlyCollection<IngestEndpoint> endpoints, CancellationToken cancellationToken) =>
        engine.SetPushesAsync(endpoints, cancellationToken);

    public string? Current(string inputId) => publishers.Current(IngestTable.InternalName(inputId, Pipeline))?.ClientId;

    public void Drop(string inputId) => publishers.Drop(IngestTable.InternalName(inputId, Pipeline));
}
