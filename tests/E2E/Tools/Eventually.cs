using System.Diagnostics;

namespace Onair.Tests.E2E.Tools;

/// <summary>Waits for what takes its time, and tells what was seen last when it does not come.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

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
                // A server that is not up yet or a playlist that is not there yet is what is waited for.
                seen = problem.Message;
            }

            if (watch.Elapsed > timeout) throw new TimeoutException($"{what}: not within {timeout}. Last seen: {seen}");
            await Task.Delay(Interval);
        }
    }

    /// <summary>Looks until the condition holds.</summary>
    public static Task BecomesTrueAsync(string what, Func<Task<bool>> look, TimeSpan timeout) =>
        GetAsync(what, look, value => value, timeout);
}
