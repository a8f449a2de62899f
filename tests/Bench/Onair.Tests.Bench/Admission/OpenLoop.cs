namespace Onair.Tests.Bench.Admission;

/// <summary>One call.</summary>
/// <param name="What">Its row in the table.</param>
/// <param name="Milliseconds">From when it was due, so that a slow call does not hide those that came after it.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal readonly record struct Sample(string What, double Milliseconds, string? Failure);

/// <summary>A load that does not wait: each call is started when it is due, whatever became of the others.</summary>
internal static class OpenLoop
{
    /// <param name="perSecond">How many calls are due in a second.</param>
    /// <param name="length">For how long.</param>
    /// <param name="call">Makes the call of that number: its row, and what was wrong or null.</param>
    public static Task<Sample[]> RunAsync(int perSecond, TimeSpan length, Func<int, (string What, Task<string?> Failure)> call) =>
        RunAsync(TimeSpan.FromSeconds(1) / perSecond, (int)(length.TotalSeconds * perSecond), call);

    private static async Task<Sample[]> RunAsync(TimeSpan spacing, int count, Func<int, (string What, Task<string?> Failure)> call)
    {
        var running = new Task<Sample>[count];
        var begun = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var (number, due) = (i, spacing * i);
            while (due - TimeProvider.System.GetElapsedTime(begun) is { Ticks: > 0 } early)
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(early.TotalMilliseconds)));
            running[i] = Task.Run(() => MeasureAsync(call, number, begun, due));
        }
        return await Task.WhenAll(running);
    }

    private static async Task<Sample> MeasureAsync(Func<int, (string What, Task<string?> Failure)> call, int number, long begun, TimeSpan due)
    {
        var (what, failing) = call(number);
        string? failure;
        try
        {
            failure = await failing;
        }
        catch (Exception e)
        {
            // A call that fails is what is counted here.
            failure = $"{e.GetType().Name}: {e.InnerException?.InnerException?.Message ?? e.InnerException?.Message ?? e.Message}";
        }
        return new(what, (TimeProvider.System.GetElapsedTime(begun) - due).TotalMilliseconds, failure);
    }
}
