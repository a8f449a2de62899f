using System.Collections.Concurrent;

namespace Onair.Operator.IvsChannels.Accounts;

/// <summary>The view of each provider's account.</summary>
internal sealed class AccountViewCache(OperatorOptions options)
{
    private readonly ConcurrentDictionary<string, AccountView> _views = new(StringComparer.Ordinal);

    public AccountView Of(string provider) => _views.GetOrAdd(provider, _ => new(TimeSpan.FromSeconds(options.SweepSeconds)));
}
