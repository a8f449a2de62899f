using System.Collections.Concurrent;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.MediaProviders;

namespace Onair.Operator.LiveStreams;

/// <summary>What spares calls to AWS from one round to the next. Nothing relies on it: a restart forgets it.</summary>
internal sealed class LiveStreamMemory(OperatorOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _driftChecks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentBag<ResourceKind>> _provenAbsent = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, (string Message, DateTimeOffset Until)> _refusals = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, ProviderAccount> _accounts = new(StringComparer.Ordinal);

    /// <summary>CloudFront's refusal of a behaviour, until it is worth asking again; null otherwise.</summary>
    public string? BehaviourRefused(string uid) =>
        _refusals.TryGetValue(uid, out var refusal) && time.GetUtcNow() < refusal.Until ? refusal.Message : null;

    public void RefuseBehaviour(string uid, string message) =>
        _refusals[uid] = (message, time.GetUtcNow() + Jitter.Around(TimeSpan.FromSeconds(options.QuotaPollSeconds)));

    /// <summary>Whether all resources are to be compared now. The first check after a start is spread over the period.</summary>
    public bool DriftCheckIsDue(string uid) =>
        time.GetUtcNow() >= _driftChecks.GetOrAdd(
            uid, _ => time.GetUtcNow() + TimeSpan.FromSeconds(options.DriftCheckSeconds * Random.Shared.NextDouble()));

    public void DriftChecked(string uid, ProviderAccount account)
    {
        _driftChecks[uid] = time.GetUtcNow() + Jitter.Around(TimeSpan.FromSeconds(options.DriftCheckSeconds));
        _accounts[uid] = account;
    }

    /// <summary>Whether the provider's account was rebuilt since all resources were last compared.</summary>
    public bool AccountChanged(string uid, ProviderAccount account) => _accounts.GetOrAdd(uid, account) != account;

    /// <summary>A deletion has found no resource of this kind, by id and by tag; it need not search again.</summary>
    public void ProvenAbsent(string uid, ResourceKind kind) => _provenAbsent.GetOrAdd(uid, _ => []).Add(kind);

    public IEnumerable<ResourceKind> ProvenAbsent(string uid) => _provenAbsent.TryGetValue(uid, out var kinds) ? kinds : [];

    public void Forget(string uid)
    {
        _driftChecks.TryRemove(uid, out _);
        _provenAbsent.TryRemove(uid, out _);
        _refusals.TryRemove(uid, out _);
        _accounts.TryRemove(uid, out _);
    }
}
