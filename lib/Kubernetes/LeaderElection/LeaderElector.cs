using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Metrics;
using Onair.Primitives;

namespace Onair.Kubernetes.LeaderElection;

/// <summary>Holds a Lease while work runs, on a monotonic clock: work is cancelled and drained before anyone else may take the lease.</summary>
public sealed class LeaderElector
{
    private readonly LeaderElectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LeaseHold _hold;
    private volatile bool _leading;

    /// <summary>An elector for one lease; nothing happens until <see cref="RunAsync"/>.</summary>
    /// <exception cref="ArgumentException">An option breaks a rule; the message names it.</exception>
    public LeaderElector(KubernetesClient client, LeaderElectionOptions options, TimeProvider? time = null, ILogger? logger = null)
    {
        options.Validate();
        _options = options;
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        _hold = new(client, options, _time, _logger);
        Tell(leading: false);
    }

    /// <summary>Whether this process may act right now. Computed from the monotonic clock on every call: after a pause of the process it is
    /// false at once, before any timer can fire.</summary>
    public bool IsLeader => _leading && _hold.Left(_options.RenewDeadline) > TimeSpan.Zero;

    /// <summary>The last known holder of the lease; null without one.</summary>
    public string? Leader => _hold.Holder;

    /// <summary>Refuses to go on without the lease; called before every side effect.</summary>
    /// <exception cref="OperationCanceledException">This process does not lead.</exception>
    public void EnsureLeader()
    {
        if (!IsLeader) throw new OperationCanceledException($"lease {_hold.Namespace}/{_options.LeaseName}: not held by {_options.Identity}");
    }

    /// <summary>Waits for the lease, runs <paramref name="lead"/> while holding it, and again, until cancelled. When the lease is
    /// lost, the work is cancelled and awaited before the lease is tried for again; on cancellation the work is awaited and the lease released.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        while (await AcquireAsync(cancellationToken))
        {
            var term = new LeaderTerm(_hold, _options, _time, _logger);
            await term.RunAsync(lead, Tell, cancellationToken);
        }
    }

    private async Task<bool> AcquireAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await _hold.TryTakeAsync(renews: false, cancellationToken)) return true;
            try
            {
                // Jitter, or standbys would keep colliding.
                await Task.Delay(Jitter.Around(_options.RetryPeriod), _time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        return false;
    }

    private void Tell(bool leading)
    {
        _leading = leading;
        KubernetesMetrics.Leader.Record(leading ? 1 : 0, new KeyValuePair<string, object?>("lease", _options.LeaseName));
    }
}
