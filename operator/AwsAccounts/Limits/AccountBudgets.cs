using System.Collections.Concurrent;
using Onair.Api.MediaProviders;

namespace Onair.Operator.AwsAccounts.Limits;

/// <summary>What each account's rate is spent on, as computed by those who spend it. The provider's status shows it.</summary>
internal sealed class AccountBudgets
{
    private readonly ConcurrentDictionary<string, AwsBudgetStatus> _all = new(StringComparer.Ordinal);

    /// <summary>The budget that was last computed for a provider; null when none was since the operator started.</summary>
    public AwsBudgetStatus? this[string provider]
    {
        get => _all.GetValueOrDefault(provider);
        set
        {
            if (value is null) _all.TryRemove(provider, out _);
            else _all[provider] = value;
        }
    }

    /// <summary>
    /// What the status shows: the former budget until the new one differs by a step, because each stream that starts or stops changes it
    /// a little, and nobody reads a status that is written all the time. A pure function.
    /// </summary>
    public static AwsBudgetStatus? Shown(AwsBudgetStatus? former, AwsBudgetStatus? now) => now is null || former is null ? now ?? former
        : former.RequestsPerSecond != now.RequestsPerSecond || former.DriftCheckInterval != now.DriftCheckInterval || former.AlertInterval != now.AlertInterval
            || IsStep(former.Streams, now.Streams) || IsStep(former.Running, now.Running) ? now
        : former;

    // A tenth, but the first ones count each.
    private static bool IsStep(int former, int now) => former != now && Math.Abs(former - now) * 10 >= Math.Max(former, now);
}
