using System.Diagnostics;

namespace Onair.Tests.Support;

/// <summary>Waits until something holds, and says what was seen last when it does not come.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    // Every look of the end-to-end tests starts a process or asks a server.
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(300);

    public static Task ShouldBeAsync(Func<bool> condition, string what, int seconds = 120) =>
        ShouldBeAsync(() => Task.FromResult(condition()), () => what, seconds);

    public static Task ShouldBeAsync(Func<Task<bool>> condition, string what, int seconds = 120) =>
        ShouldBeAsync(condition, () => what, seconds);

    /// <param name="condition">Checked until it holds; an exception ends the wait.</param>
    /// <param name="what">What was waited for, and what was seen instead; asked at the end.</param>
    /// <param name="seconds">The limit.</param>
    public static async Task ShouldBeAsync(Func<Task<bool>> condition, Func<string> what, int seconds = 120)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed.TotalSeconds > seconds) throw new TimeoutException($"not within {seconds} s: {what()}");
            await Task.Delay(Interval);
        }
    }

    public static Task EqualAsync<T>(Func<Task<T>> actual, T expected, TimeSpan limit)
    {
        T? last = default;
        return ShouldBeAsync(
            async () => EqualityComparer<T>.Default.Equals(last = await actual(), expected),
            () => $"expected {expected}, last was {last}", (int)limit.TotalSeconds);
    }

    /// <summary>Looks until the condition holds.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="look">Observes; an exception counts as "not yet".</param>
    /// <param name="isGood">Decides.</param>
    /// <param name="timeout">How long at most.</param>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T>> look, Func<T, bool> isGood, TimeSpan timeout)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            object? seen;
            try
            {
                var value = await look();
                if (isGood(value)) return value;
                seen = value;
            }
            catch (Exception problem) when (watch.Elapsed < timeout)
            {
                // A server that does not answer yet or a playlist that does not exist yet is what is waited for.
                seen = problem.Message;
            }

            if (watch.Elapsed > timeout) throw new TimeoutException($"{what}: not within {timeout}. Last seen: {seen}");
            await Task.Delay(LookInterval);
        }
    }

    /// <summary>Looks until the condition holds.</summary>
    public static Task BecomesTrueAsync(string what, Func<Task<bool>> look, TimeSpan timeout) =>
        GetAsync(what, look, value => value, timeout);
}
