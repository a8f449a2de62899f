using Onair.Gateway.Audience;

namespace Onair.Tests.Unit.Gateway.Audience;

public sealed class DistributionTests
{
    [Fact]
    public void A_quantile_is_off_by_a_twentieth_at_most()
    {
        double[] values = [.. Enumerable.Range(1, 1_000).Select(i => i / 50.0)];
        var counts = Counts(values);

        Distribution.Quantile(counts, 0.5)!.Value.ShouldBe(10, 0.5);
        Distribution.Quantile(counts, 0.95)!.Value.ShouldBe(19, 0.95);
        Distribution.Quantile(counts, 1)!.Value.ShouldBe(20, 1);
    }

    [Fact]
    public void One_value_is_every_quantile() => Distribution.Quantile(Counts([0.8]), 0.5).ShouldBe(Distribution.Quantile(Counts([0.8]), 0.95));

    [Fact]
    public void Nothing_has_no_quantile() => Distribution.Quantile(Counts([]), 0.5).ShouldBeNull();

    [Theory]
    [InlineData(0)]
    [InlineData(1e300)]
    public void Every_value_has_a_bucket(double value) => Distribution.BucketOf(value).ShouldBeInRange(0, 262);

    private static Dictionary<int, long> Counts(IEnumerable<double> values) => values.CountBy(Distribution.BucketOf).ToDictionary(c => c.Key, c => (long)c.Value);
}
