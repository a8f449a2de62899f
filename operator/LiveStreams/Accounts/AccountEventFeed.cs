using Onair.Operator.AwsAccounts;
using Onair.Operator.AwsAccounts.Events;

namespace Onair.Operator.LiveStreams.Accounts;

/// <summary>Reads the event queue of one provider's account, with the credentials that are current.</summary>
internal sealed class AccountEventFeed(string provider, AccountEventHandler handler, TimeProvider time, ILogger<EventQueueReader> logger) : IAsyncDisposable
{
    // A queue that was not read for this long is not relied on. One long poll takes ten seconds.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    private Reading? _reading;

    /// <summary>The queue is being read, so that alerts are known without asking.</summary>
    public bool IsFlowing => _reading?.Reader.LastRead is { } last && time.GetUtcNow() - last < LongestSilence;

    /// <summary>Reads the account's queue from now on, if it has one. An account is rebuilt when its provider or its credentials change.</summary>
    public async Task UseAsync(ProviderAccount account, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(_reading?.Account, account)) return;
        await DisposeAsync();
        if (account.Aws.EventQueueUrl is null) return;
        var reader = new EventQueueReader(account, happened => handler.HandleAsync(provider, happened), time, logger);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _reading = new(account, reader, stop, Task.Run(() => reader.RunAsync(stop.Token), CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        if (_reading is not { } reading) return;
        _reading = null;
        await reading.Stop.CancelAsync();
        await reading.Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        reading.Stop.Dispose();
    }

    private sealed record Reading(ProviderAccount Account, EventQueueReader Reader, CancellationTokenSource Stop, Task Work);
}
