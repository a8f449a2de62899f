using Onair.Primitives;

namespace Onair.Tests.Unit.Primitives;

public sealed class BackoffTests
{
    private static readonly Backoff Backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(7, 6400)]
    [InlineData(8, 10_000)]
    [InlineData(int.MaxValue, 10_000)]
    public void Waits_double_up_to_the_longest(int failures, double milliseconds) => Backoff.After(failures).TotalMilliseconds.ShouldBe(milliseconds);

    [Theory]
    [InlineData(1, 0.0, 50)]
    [InlineData(1, 0.5, 75)]
    [InlineData(3, 0.0, 200)]
    [InlineData(1000, 0.0, 5000)]
    public void Jitter_takes_up_to_half_of_a_wait(int failures, double random, double milliseconds) =>
        Backoff.Spread(failures, () => random).TotalMilliseconds.ShouldBe(milliseconds);
}
