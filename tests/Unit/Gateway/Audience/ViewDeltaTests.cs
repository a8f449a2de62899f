using Onair.Gateway.Audience;

namespace Onair.Tests.Unit.Gateway.Audience;

public sealed class ViewDeltaTests
{
    private static readonly ViewDelta[] Deltas =
    [
        new("b", "talks/livestreams/keynote", true, 30, 1, 0.8, 12), new("a", "talks/videoassets/talk", false, 5, 0, null, null), new("b", "talks/livestreams/keynote", true, 10, 0, 0.8, null),
    ];

    [Fact]
    public void Sessions_of_one_stream_add_up_in_one_order() => ViewDelta.Sums(Deltas).ShouldBe([("a", 0, 5, 0), ("b", 2, 40, 1)]);

    [Fact]
    public void Known_figures_are_counted_in_their_buckets() =>
        ViewDelta.Buckets(Deltas).ShouldBe([("b", "latency", Distribution.BucketOf(12), 1), ("b", "startup", Distribution.BucketOf(0.8), 2)]);

    [Fact]
    public void The_kind_is_one_of_a_few_words()
    {
        Deltas[0].Kind.ShouldBe("livestreams");
        (Deltas[0] with { Subject = "external/external_0123456789ab" }).Kind.ShouldBe("external");
    }
}
