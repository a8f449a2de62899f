using System.Diagnostics.Metrics;
using System.Text;
using Onair.Hosting.Metrics;

namespace Onair.Tests.Unit.Hosting.Metrics;

public sealed class PrometheusMetersTests : IDisposable
{
    private readonly Meter _meter = new("Onair.Tests." + nameof(PrometheusMetersTests));
    private readonly PrometheusMeters _meters = new();

    public void Dispose()
    {
        _meters.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public async Task Exports_a_counter_as_a_counter_under_its_own_name()
    {
        var counter = _meter.CreateCounter<long>("onair_test_total", description: "Tests.");

        counter.Add(1, new("b", "2"), new("a", "x\"y"));
        counter.Add(2, new("a", "x\"y"), new("b", 2));

        var lines = await LinesAsync();
        lines.ShouldContain("# HELP onair_test_total Tests.");
        lines.ShouldContain("# TYPE onair_test_total counter");
        lines.ShouldContain("""onair_test_total{a="x\"y",b="2"} 3""");
    }

    [Fact]
    public async Task A_gauge_has_its_last_value_and_an_up_down_counter_its_sum()
    {
        var leader = _meter.CreateGauge<int>("onair_test_leader");
        leader.Record(1);
        leader.Record(0);
        leader.Record(1);
        var depth = _meter.CreateUpDownCounter<long>("onair_test_depth");
        depth.Add(3);
        depth.Add(-1);

        var lines = await LinesAsync();

        lines.ShouldContain("# TYPE onair_test_leader gauge");
        lines.ShouldContain("onair_test_leader 1");
        lines.ShouldContain("onair_test_depth 2");
    }

    [Fact]
    public async Task A_series_that_is_no_longer_observed_disappears()
    {
        Measurement<long>[] observed = [new(1, new KeyValuePair<string, object?>("name", "a")), new(2, new KeyValuePair<string, object?>("name", "b"))];
        _meter.CreateObservableGauge("onair_test_streams", () => observed);
        (await LinesAsync()).ShouldContain("onair_test_streams{name=\"b\"} 2");

        observed = observed[..1];

        var lines = await LinesAsync();
        lines.ShouldContain("onair_test_streams{name=\"a\"} 1");
        lines.ShouldNotContain(l => l.Contains("name=\"b\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_observed_counter_may_begin_anew()
    {
        var value = 7L;
        _meter.CreateObservableCounter("onair_test_frames_total", () => value);
        (await LinesAsync()).ShouldContain("onair_test_frames_total 7");

        value = 2;

        var lines = await LinesAsync();
        lines.ShouldContain("# TYPE onair_test_frames_total counter");
        lines.ShouldContain("onair_test_frames_total 2");
    }

    [Fact]
    public async Task A_histogram_has_buckets_in_seconds()
    {
        var histogram = _meter.CreateHistogram<double>("onair_test_seconds", "s");
        histogram.Record(0.3, new KeyValuePair<string, object?>("name", "a"));
        histogram.Record(90, new KeyValuePair<string, object?>("name", "a"));

        var lines = await LinesAsync();

        lines.ShouldContain("onair_test_seconds_bucket{name=\"a\",le=\"0.25\"} 0");
        lines.ShouldContain("onair_test_seconds_bucket{name=\"a\",le=\"0.5\"} 1");
        lines.ShouldContain("onair_test_seconds_bucket{name=\"a\",le=\"60\"} 1");
        lines.ShouldContain("onair_test_seconds_bucket{name=\"a\",le=\"+Inf\"} 2");
        lines.ShouldContain("onair_test_seconds_sum{name=\"a\"} 90.3");
        lines.ShouldContain("onair_test_seconds_count{name=\"a\"} 2");
    }

    [Fact]
    public async Task Meters_of_others_are_not_exported()
    {
        using var other = new Meter("Other");
        other.CreateCounter<long>("other_total").Add(1);

        (await LinesAsync()).ShouldNotContain(l => l.StartsWith("other_total", StringComparison.Ordinal));
    }

    private async Task<string[]> LinesAsync()
    {
        using var text = new MemoryStream();
        await _meters.Registry.CollectAndExportAsTextAsync(text);
        return Encoding.UTF8.GetString(text.ToArray()).Split('\n');
    }
}
