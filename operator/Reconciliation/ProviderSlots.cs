using Onair.Operator.AwsAccounts.Limits;

namespace Onair.Operator.Reconciliation;

/// <summary>
/// How many of a kind's workers may be busy with one provider. Some are always left to the others, and most while the provider's account
/// does not answer: each call then takes until its timeout. What must stop a channel gets in beyond that.
/// </summary>
/// <param name="workers">The kind's workers.</param>
/// <param name="healths">Which accounts answer.</param>
internal sealed class ProviderSlots(int workers, AccountHealthRegistry healths)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _busy = new(StringComparer.Ordinal);

    // One worker of one cannot be kept free.
    private int Kept => Math.Max(1, workers / 8);

    /// <summary>Takes a slot until the result is disposed; null when none is free. It never waits, because that would occupy a worker.</summary>
    public IDisposable? TryEnter(string? provider, CallPriority priority)
    {
        if (provider is not { Length: > 0 }) return new Slot(null, "");
        var most = Math.Max(1, healths.IsImpaired(provider) ? workers / 4 : workers - Kept) + (priority == CallPriority.Stop ? Kept : 0);
        lock (_lock)
        {
            var busy = _busy.GetValueOrDefault(provider);
            if (busy >= most) return null;
            _busy[provider] = busy + 1;
        }
        return new Slot(this, provider);
    }

    private void Leave(string provider)
    {
        lock (_lock)
        {
            if (--_busy[provider] == 0) _busy.Remove(provider);
        }
    }

    private sealed class Slot(ProviderSlots? slots, string provider) : IDisposable
    {
        public void Dispose() => slots?.Leave(provider);
    }
}
