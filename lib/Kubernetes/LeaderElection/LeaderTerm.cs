using Microsoft.Extensions.Logging;

namespace Onair.Kubernetes.LeaderElection;

/// <summary>The time for which a process leads: the work runs while the lease is renewed, and is drained before others may take it.</summary>
internal sealed partial class LeaderTerm(LeaseHold hold, LeaderElectionOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Runs the work until it ends, the lease is lost or it is cancelled.</summary>
    /// <param name="lead">The work.</param>
    /// <param name="leads">Hears when the term begins and ends.</param>
    /// <param name="cancellationToken">Ends it, and releases the lease.</param>
    public async Task RunAsync(Func<CancellationToken, Task> lead, Action<bool> leads, CancellationToken cancellationToken)
    {
        using var term = new CancellationTokenSource(hold.Left(options.RenewDeadline), time);
        await using var stop = cancellationToken.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), term);
        leads(true);
        LogLeading(options.LeaseName, options.Identity);
        var work = Task.Run(() => lead(term.Token), CancellationToken.None);
        try
        {
            await RenewAsync(work, term, cancellationToken);
            await DrainAsync(work, term, cancellationToken);
        }
        finally
        {
            leads(false);
            LogLost(options.LeaseName, options.Identity);
        }
        if (cancellationToken.IsCancellationRequested && work.IsCompleted && hold.Left(options.LeaseDuration) > TimeSpan.Zero) await hold.ReleaseAsync();
    }

    /// <summary>Renews until the term is over or the work has ended by itself.</summary>
    private async Task RenewAsync(Task work, CancellationTokenSource term, CancellationToken cancellationToken)
    {
        while (!term.IsCancellationRequested && !work.IsCompleted)
        {
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(term.Token);
            await Task.WhenAny(work, Task.Delay(options.RetryPeriod, time, pause.Token));
            await pause.CancelAsync();
            if (term.IsCancellationRequested || work.IsCompleted) return;
            if (await hold.TryTakeAsync(renews: true, term.Token))
            {
                // A term that has ended stays ended even if the renewal succeeded.
                if (!term.IsCancellationRequested) term.CancelAfter(hold.Left(options.RenewDeadline));
            }
            else if (hold.IsLost)
            {
                await term.CancelAsync();
            }
        }
    }

    /// <summary>Awaits the cancelled work. On a graceful stop the lease is renewed meanwhile; after a loss only the time
    /// until others may take it remains.</summary>
    private async Task DrainAsync(Task work, CancellationTokenSource term, CancellationToken cancellationToken)
    {
        if (!work.IsCompleted) await term.CancelAsync();
        while (!work.IsCompleted)
        {
            var left = hold.Left(options.LeaseDuration);
            if (left <= TimeSpan.Zero)
            {
                LogNotDrained(options.LeaseName);
                if (options.ExitWhenDrainFails) Environment.FailFast($"lease {options.LeaseName}: work did not stop before others may take the lease");
                break;
            }
            var pause = cancellationToken.IsCancellationRequested && left > options.RetryPeriod ? options.RetryPeriod : left;
            await Task.WhenAny(work, Task.Delay(pause, time, CancellationToken.None));
            if (!work.IsCompleted && cancellationToken.IsCancellationRequested) await hold.TryTakeAsync(renews: true, CancellationToken.None);
        }
        if (work.IsFaulted) LogWorkFailed(work.Exception!.GetBaseException(), options.LeaseName);
        // Never two terms of work at once in this process either.
        if (!work.IsCompleted) await Task.WhenAny(work);
    }

    [LoggerMessage(21, LogLevel.Information, "Lease {Lease}: {Identity} leads")]
    private partial void LogLeading(string lease, string identity);

    [LoggerMessage(22, LogLevel.Information, "Lease {Lease}: {Identity} no longer leads")]
    private partial void LogLost(string lease, string identity);

    [LoggerMessage(24, LogLevel.Critical, "Lease {Lease}: work did not stop before others may take the lease")]
    private partial void LogNotDrained(string lease);

    [LoggerMessage(25, LogLevel.Error, "Lease {Lease}: the leader's work ended with an error")]
    private partial void LogWorkFailed(Exception error, string lease);
}
