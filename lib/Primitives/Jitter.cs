namespace Onair.Primitives;

/// <summary>Spreads what would otherwise happen at the same moment.</summary>
public static class Jitter
{
    /// <summary>The period, up to a fifth shorter or longer.</summary>
    public static TimeSpan Around(TimeSpan period) => period * (0.8 + (0.4 * Random.Shared.NextDouble()));
}
