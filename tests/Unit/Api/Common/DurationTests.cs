using Onair.Api.Common;

namespace Onair.Tests.Unit.Api.Common;

/// <summary>Durations as specs write them.</summary>
public sealed class DurationTests
{
    [Theory]
    [InlineData("8h", 28_800)]
    [InlineData("90m", 5_400)]
    [InlineData("1h30m15s", 5_415)]
    [InlineData("0s", 0)]
    public void A_duration_is_read(string text, int seconds) => Duration.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("8")]
    [InlineData("30m1h")]
    [InlineData("1.5h")]
    [InlineData("99999999999999h")]
    public void Text_that_is_not_a_duration_is_rejected(string? text) => Duration.Parse(text).ShouldBeNull();
}
