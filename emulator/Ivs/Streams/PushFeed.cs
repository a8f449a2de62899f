using Onair.Emulator.Media;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs.Streams;

/// <summary>Tells the ingest which stream keys are good, whenever channels or keys change.</summary>
internal sealed class PushFeed(IvsAccount account, IPushIngest ingest, Transitions transitions) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Applies what there is now, soon.</summary>
    public void Changed() => transitions.At(account.Now, "stream keys", ApplyAsync, static _ => { });

    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        // One at a time, each with the current state, so that an older state never overwrites a newer one.
        await _one.WaitAsync(cancellationToken);
        try
        {
            await ingest.AcceptAsync(Endpoints(), cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private List<IngestEndpoint> Endpoints()
    {
        var endpoints = new List<IngestEndpoint>();
        foreach (var key in account.StreamKeys.Rows)
        {
            if (account.Channels.TryGet(key.ChannelId, out var channel)) endpoints.Add(StreamPlanner.Endpoint(channel, key));
        }

        return endpoints;
    }
}
