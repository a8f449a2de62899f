using k8s.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Onair.Kubernetes;

/// <summary>Holds a Lease while work runs, on a monotonic clock: work is cancelled and drained before anyone else may take the lease.</summary>
public sealed partial class LeaderElector
{
    private readonly KubernetesClient _client;
    private readonly LeaderElectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _namespace;
    private readonly KeyValuePair<string, object?> _tag;
    private V1Lease? _lease;
    private LeaseView _view;
    private long _renewedAt;
    private volatile bool _leading;

    /// <summary>An elector for one lease; nothing happens until <see cref="RunAsync"/>.</summary>
    /// <exception cref="ArgumentException">An option breaks a rule; the message names it.</exception>
    public LeaderElector(KubernetesClient client, LeaderElectionOptions options, TimeProvider? time = null, ILogger? logger = null)
    {
        options.Validate();
        _client = client;
        _options = options;
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        _namespace = options.Namespace ?? client.Configuration.Namespace;
        _tag = new("lease", options.LeaseName);
        KubernetesMetrics.Leader.Record(0, _tag);
    }

    /// <summary>Whether this process may act right now. Computed from the monotonic clock on every call: after a pause of the process it is
    /// false at once, before any timer can fire.</summary>
    public bool IsLeader => _leading && _time.GetElapsedTime(Volatile.Read(ref _renewedAt)) < _options.RenewDeadline;

    /// <summary>The last known holder of the lease; null without one.</summary>
    public string? Leader => Volatile.Read(ref _lease)?.Spec.HolderIdentity is { Length: > 0 } holder ? holder : null;

    /// <summary>Refuses to go on without the lease; called before every side effect.</summary>
    /// <exception cref="OperationCanceledException">This process does not lead.</exception>
    public void EnsureLeader()
    {
        if (!IsLeader) throw new OperationCanceledException($"lease {_namespace}/{_options.LeaseName}: not held by {_options.Identity}");
    }

    /// <summary>Waits for the lease, runs <paramref name="lead"/> while holding it, and again, until cancelled. When the lease is
    /// lost, the work is cancelled and awaited before the lease is tried for again; on cancellation the work is awaited and the lease released.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        while (await AcquireAsync(cancellationToken)) await LeadAsync(lead, cancellationToken);
    }

    private async Task<bool> AcquireAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await TryTakeAsync(cancellationToken)) return true;
            try
            {
                // Jitter, or standbys would keep colliding.
                await Task.Delay(_options.RetryPeriod * (0.8 + 0.4 * Random.Shared.NextDouble()), _time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        return false;
    }

    /// <summary>Takes or renews the lease; false when somebody else holds it or the server does not answer.</summary>
    private async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        // Taken before the request, so that the server's record is never older than our own count.
        var before = _time.GetTimestamp();
        using var limit = new CancellationTokenSource(_options.RetryPeriod * 2, _time);
        await using var registration = cancellationToken.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), limit);
        try
        {
            if (!_leading && !await ReadAsync(limit.Token)) return false;
            var taken = _view.Taken(_options.Identity, _options.LeaseDuration, _time.GetUtcNow());
            var wish = new V1Lease { Metadata = _lease?.Metadata ?? new V1ObjectMeta { Name = _options.LeaseName, NamespaceProperty = _namespace }, Spec = taken };
            var written = _lease is null
                ? await _client.CreateAsync(ResourceTypes.Leases, wish, limit.Token)
                : await _client.ReplaceAsync(ResourceTypes.Leases, wish, limit.Token);
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
            LogTryFailed(e, _options.LeaseName);
            return false;
        }
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await _client.FindAsync(ResourceTypes.Leases, _options.LeaseName, _namespace, cancellationToken);
        // A Lease may exist without a spec.
        if (read is not null) read.Spec ??= new();
        // Taken after the request: the holder may have renewed just now and then has its whole duration.
        var now = _time.GetTimestamp();
        Volatile.Write(ref _lease, read);
        _view = read is null ? new LeaseView(new V1LeaseSpec(), now) : _view.Record is null ? new LeaseView(read.Spec, now) : _view.Next(read.Spec, now);
        return _view.WaitFor(_options.Identity, now, _time) == TimeSpan.Zero;
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
            LogTryFailed(e, _options.LeaseName);
        }
    }
}
