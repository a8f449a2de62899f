namespace Onair.Tests.Integration;

/// <summary>Waits for what is to come about, and says what is when it does not.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static Task ShouldBeAsync(Func<bool> condition, string what, int seconds = 30) =>
        ShouldBeAsync(() => Task.FromResult(condition()), () => what, seconds);

    public static Task ShouldBeAsync(Func<Task<bool>> condition, string what, int seconds = 30) =>
        ShouldBeAsync(condition, () => what, seconds);

    /// <param name="condition">Asked again and again.</param>
    /// <param name="what">What was waited for, and what is instead; asked at the end.</param>
    /// <param name="seconds">The limit.</param>
    public static async Task ShouldBeAsync(Func<Task<bool>> condition, Func<string> what, int seconds = 30)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!await condition())
        {
            if (limit.IsCancellationRequested) throw new TimeoutException($"not within {seconds} s: {what()}");
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
}
