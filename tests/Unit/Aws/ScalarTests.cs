using System.Globalization;
using Onair.Aws.Wire;

namespace Onair.Tests.Unit.Aws;

public sealed class ScalarTests
{
    [Theory]
    [InlineData("2026-03-04T05:06:07Z")]
    [InlineData("2026-03-04T05:06:07.000Z")]
    [InlineData("2026-03-04T07:06:07+02:00")]
    [InlineData("Wed, 04 Mar 2026 05:06:07 GMT")]
    [InlineData("1772600767")]
    [InlineData("1.772600767E9")]
    public void Every_format_is_read_as_the_same_utc_time(string text)
    {
        var time = Timestamps.Parse(text);

        time.ShouldBe(new DateTime(2026, 3, 4, 5, 6, 7));
        time.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Fact]
    public void Milliseconds_survive_and_whole_seconds_have_no_fraction()
    {
        var time = new DateTime(2026, 3, 4, 5, 6, 7, 89, DateTimeKind.Utc);

        Timestamps.ToIso8601(time).ShouldBe("2026-03-04T05:06:07.089Z");
        Timestamps.ToIso8601(time.AddMilliseconds(-89)).ShouldBe("2026-03-04T05:06:07Z");
        Timestamps.ToUnixSeconds(time).ShouldBe(1772600767.089m);
        Timestamps.Parse(Timestamps.ToUnixSeconds(time).ToString(CultureInfo.InvariantCulture)).ShouldBe(time);
    }

    [Theory]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(0.1, "0.1")]
    public void A_number_that_JSON_has_no_literal_for_travels_as_text(double value, string json)
    {
        using var stream = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(stream)) CodecTable.Double.WriteJson(writer, value);
        System.Text.Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(json);

        using var document = System.Text.Json.JsonDocument.Parse(json);
        CodecTable.Double.ReadJson(document.RootElement).ShouldBe(value);
    }
}
