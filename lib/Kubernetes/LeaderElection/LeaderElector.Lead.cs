using k8s.Models;

namespace Onair.Kubernetes;

public sealed partial class LeaderElector
{
    private async Task LeadAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        using var term = new CancellationTokenSource(Left(_options.RenewDeadline), _time);
        await using var stop = cancellationToken.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), term);
        _leading = true;
        KubernetesMetrics.Leader.Record(1, _tag);
        LogLeading(_options.LeaseName, _options.Identity);
        var work = Task.Run(() => lead(term.Token), CancellationToken.None);
        try
        {
            await RenewAsync(work, term, cancellationToken);
            await DrainAsync(work, term, cancellationToken);
        }
        finally
        {
            _leading = false;
            KubernetesMetrics.Leader.Record(0, _tag);
            LogLost(_options.LeaseName, _options.Identity);
        }
        if (cancellationToken.IsCancellationRequested && work.IsCompleted && Left(_options.LeaseDuration) > TimeSpan.Zero) await ReleaseAsync();
    }

    /// <summary>Renews until the term is over or the work has ended by itself.</summary>
    private async Task RenewAsync(Task work, CancellationTokenSource term, CancellationToken cancellationToken)
    {
        while (!term.IsCancellationRequested && !work.IsCompleted)
        {
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(term.Token);
            await Task.WhenAny(work, Task.Delay(_options.RetryPeriod, _time, pause.Token));
            await pause.CancelAsync();
            if (term.IsCancellationRequested || work.IsCompleted) return;
            if (await TryTakeAsync(term.Token))
            {
                // A term that has ended stays ended even if the renewal succeeded.
                if (!term.IsCancellationRequested) term.CancelAfter(Left(_options.RenewDeadline));
            }
            else if (_view.Record.HolderIdentity != _options.Identity)
            {
                // Another process took it, which is only possible after a whole lease duration without a renewal.
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
            var left = Left(_options.LeaseDuration);
            if (left <= TimeSpan.Zero)
            {
                LogNotDrained(_options.LeaseName);
                if (_options.ExitWhenDrainFails) Environment.FailFast($"lease {_options.LeaseName}: work did not stop before others may take the lease");
                break;
            }
            var pause = cancellationToken.IsCancellationRequested && left > _options.RetryPeriod ? _options.RetryPeriod : left;
            await Task.WhenAny(work, Task.Delay(pause, _time, CancellationToken.None));
            if (!work.IsCompleted && cancellationToken.IsCancellationRequested) await TryTakeAsync(CancellationToken.None);
        }
        if (work.IsFaulted) LogWorkFailed(work.Exception!.GetBaseException(), _options.LeaseName);
        // Never two terms of work at once in this process either.
        if (!work.IsCompleted) await Task.WhenAny(work);
    }

    private async Task ReleaseAsync()
    {
        using var limit = new CancellationTokenSource(_options.RetryPeriod * 2, _time);
        try
        {
            var spec = _lease!.Spec with { HolderIdentity = "", LeaseDurationSeconds = 1, RenewTime = _time.GetUtcNow().UtcDateTime };
            await _client.ReplaceAsync(ResourceTypes.Leases, new V1Lease { Metadata = _lease.Metadata, Spec = spec }, limit.Token);
            LogReleased(_options.LeaseName);
        }
        catch (Exception e)
        {
            // It runs out by itself.
            LogTryFailed(e, _options.LeaseName);
        }
    }

    private TimeSpan Left(TimeSpan whole)
    {
        var left = whole - _time.GetElapsedTime(Volatile.Read(ref _renewedAt));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
