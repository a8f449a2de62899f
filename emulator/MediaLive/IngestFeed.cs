using Onair.Emulator.Media;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>Tells the media engine which pushes the inputs accept, whenever inputs or security groups change.</summary>
internal sealed class IngestFeed(MediaLiveAccount account, IMediaEngine engine) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        // One at a time, each with the current state, so that an older state never overwrites a newer one.
        await _one.WaitAsync(cancellationToken);
        try
        {
            await engine.SetIngestAsync(Endpoints(), cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>One endpoint per destination of every input that is not being deleted.</summary>
    public IReadOnlyCollection<IngestEndpoint> Endpoints() =>
    [
        .. from input in account.LiveInputs
           where input.Phase != Phase.Deleting
           let cidrs = input.SecurityGroups
               .SelectMany(g => account.SecurityGroups.TryGet(g, out var protecting) ? protecting.Cidrs : [])
               .Distinct().ToList()
           from stream in input.StreamNames.Index()
           let name = stream.Item.Split('/')
           select new IngestEndpoint(input.Id, stream.Index, name[0], name[1], cidrs),
    ];
}
