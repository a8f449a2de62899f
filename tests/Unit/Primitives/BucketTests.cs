using Onair.Primitives;

namespace Onair.Tests.Unit.Primitives;

public sealed class BucketTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void Lets_a_burst_through_and_then_a_rate()
    {
        var bucket = new TokenBucket(2, 3, _time);
        for (var i = 0; i < 3; i++) bucket.Take().ShouldBeNull();

        bucket.Take().ShouldBe(TimeSpan.FromSeconds(0.5));
        _time.Advance(0.5);
        bucket.Take().ShouldBeNull();
    }

    [Fact]
    public void Takes_several_at_once_or_none()
    {
        var bucket = new TokenBucket(2, 10, _time);
        bucket.Take(8).ShouldBeNull();

        bucket.Take(5).ShouldBe(TimeSpan.FromSeconds(1.5));
        bucket.Take(2).ShouldBeNull();
    }

    [Fact]
    public void Limits_each_key_for_itself()
    {
        var buckets = new BucketTable<string>(1, 1, 1, _time);
        buckets.Take("a").ShouldBeNull();
        buckets.Take("a").ShouldBe(TimeSpan.FromSeconds(1));
        buckets.Take("b").ShouldBeNull();
        buckets.Take("a").ShouldNotBeNull();

        _time.Advance(1);
        buckets.Take("a").ShouldBeNull();
    }
}
