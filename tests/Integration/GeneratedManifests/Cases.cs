using System.Collections.Concurrent;
using Onair.Tests.Manifests;

namespace Onair.Tests.Integration.GeneratedManifests;

/// <summary>Runs many generated cases, some at a time; a failure tells the seed and the first few of them.</summary>
internal static class Cases
{
    private const int Told = 5;

    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };

    /// <param name="count">How many.</param>
    /// <param name="generate">Makes the next one; never called by two at a time.</param>
    /// <param name="test">What is wrong with it.</param>
    public static async Task EachAsync<T>(int count, Func<T> generate, Func<T, CancellationToken, Task<IEnumerable<string>>> test)
        where T : notnull
    {
        var (problems, tried) = (new ConcurrentQueue<string>(), 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, count).Select(_ => generate()), AtOnce, async (item, token) =>
        {
            foreach (var problem in await test(item, token)) problems.Enqueue($"{problem}\n  {(item is System.Text.Json.Nodes.JsonObject json ? json.ToJsonString() : item)}");
            Interlocked.Increment(ref tried);
        });

        tried.ShouldBe(count);
        string.Join('\n', problems.Take(Told)).ShouldBeEmpty($"{Seed.Text}: {problems.Count} of {count}");
    }
}
