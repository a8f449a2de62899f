using k8s.Models;
using Microsoft.Extensions.Logging;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.LeaderElection;

/// <summary>One process's hold on a Lease: it takes, renews and releases it, and knows for how long it is held.</summary>
internal sealed partial class LeaseHold(KubernetesClient client, LeaderElectionOptions options, TimeProvider time, ILogger logger)
{
    private V1Lease? _lease;
    private LeaseView _view;
    private long _renewedAt;

    public string Namespace { get; } = options.Namespace ?? client.Configuration.Namespace;

    /// <summary>The last known holder of the lease; null without one.</summary>
    public string? Holder => Volatile.Read(ref _lease)?.Spec.HolderIdentity is { Length: > 0 } holder ? holder : null;

    /// <summary>Another process took the lease, which is only possible after a whole lease duration without a renewal.</summary>
    public bool IsLost => _view.Record.HolderIdentity != options.Identity;

    /// <summary>What is left of a time that began with the last renewal.</summary>
    public TimeSpan Left(TimeSpan whole)
    {
        var left = whole - time.GetElapsedTime(Volatile.Read(ref _renewedAt));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Takes or renews the lease; false when somebody else holds it or the server does not answer.</summary>
    /// <param name="renews">This process holds the lease as far as it knows, and need not read it first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<bool> TryTakeAsync(bool renews, CancellationToken cancellationToken)
    {
        // Taken before the request, so that the server's record is never older than our own count.
        var before = time.GetTimestamp();
        using var limit = new CancellationTokenSource(options.RetryPeriod * 2, time);
        await using var registration = cancellationToken.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), limit);
        try
        {
            if (!renews && !await ReadAsync(limit.Token)) return false;
            var taken = _view.Taken(options.Identity, options.LeaseDuration, time.GetUtcNow());
            var wish = new V1Lease { Metadata = _lease?.Metadata ?? new V1ObjectMeta { Name = options.LeaseName, NamespaceProperty = Namespace }, Spec = taken };
            var written = _lease is null
                ? await client.CreateAsync(BuiltInResources.Leases, wish, limit.Token)
                : await client.ReplaceAsync(BuiltInResources.Leases, wish, limit.Token);
            Volatile.Write(ref _lease, written);
            _view = new LeaseView(written.Spec, before);
            Volatile.Write(ref _renewedAt, before);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (ApiException e) when (e.IsConflict || e.IsAlreadyExists || e.IsNotFound)
        {
            await RereadAsync(limit.Token);
            return false;
        }
        catch (Exception e)
        {
            // Whatever the network does, retry until the deadline.
            LogTryFailed(e, options.LeaseName);
            return false;
        }
    }

    /// <summary>Lets others take the lease at once.</summary>
    public async Task ReleaseAsync()
    {
        using var limit = new CancellationTokenSource(options.RetryPeriod * 2, time);
        try
        {
            var spec = _lease!.Spec with { HolderIdentity = "", LeaseDurationSeconds = 1, RenewTime = time.GetUtcNow().UtcDateTime };
            await client.ReplaceAsync(BuiltInResources.Leases, new V1Lease { Metadata = _lease.Metadata, Spec = spec }, limit.Token);
            LogReleased(options.LeaseName);
        }
        catch (Exception e)
        {
            // It runs out by itself.
            LogTryFailed(e, options.LeaseName);
        }
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await client.FindAsync(BuiltInResources.Leases, options.LeaseName, Namespace, cancellationToken);
        // A Lease may exist without a spec.
        if (read is not null) read.Spec ??= new();
        // Taken after the request: the holder may have renewed just now and then has its whole duration.
        var now = time.GetTimestamp();
        Volatile.Write(ref _lease, read);
        _view = read is null ? new LeaseView(new V1LeaseSpec(), now) : _view.Record is null ? new LeaseView(read.Spec, now) : _view.Next(read.Spec, now);
        return _view.WaitFor(options.Identity, now, time) == TimeSpan.Zero;
    }

    /// <summary>After a refused write: our own earlier renewal may have succeeded although its response was lost.</summary>
    private async Task RereadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(cancellationToken);
        }
        catch (Exception e)
        {
            // The next attempt reads again.
            LogTryFailed(e, options.LeaseName);
        }
    }

    [LoggerMessage(23, LogLevel.Warning, "Lease {Lease}: could not be read or written")]
    private partial void LogTryFailed(Exception error, string lease);

    [LoggerMessage(26, LogLevel.Information, "Lease {Lease}: released")]
    private partial void LogReleased(string lease);
}
