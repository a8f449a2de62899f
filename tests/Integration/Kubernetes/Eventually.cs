namespace Onair.Tests.Integration.Kubernetes;

/// <summary>Waits for what is to come about, and says what is when it does not.</summary>
internal static class Eventually
{
    public static Task ShouldBeAsync(Func<bool> condition, string what, int seconds = 30) =>
        ShouldBeAsync(() => Task.FromResult(condition()), what, seconds);

    public static async Task ShouldBeAsync(Func<Task<bool>> condition, string what, int seconds = 30)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!await condition())
        {
            if (limit.IsCancellationRequested) throw new TimeoutException($"not within {seconds} s: {what}");
            await Task.Delay(20);
        }
    }
}
