using System.Diagnostics;

namespace Onair.Tests.Integration.Aws;

/// <summary>Waits for a condition of another process, up to a limit.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan limit, Func<string> what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > limit) throw new TimeoutException($"Not within {limit}: {what()}");
            await Task.Delay(Interval);
        }
    }

    public static Task EqualAsync<T>(Func<Task<T>> actual, T expected, TimeSpan limit)
    {
        T? last = default;
        return TrueAsync(
            async () => EqualityComparer<T>.Default.Equals(last = await actual(), expected),
            limit,
            () => $"expected {expected}, last was {last}");
    }
}
