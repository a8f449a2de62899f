using Onair.Gateway.Telemetry;

namespace Onair.Tests.Unit.Gateway.Telemetry;

public sealed class SessionIdTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 23, 59, 59, TimeSpan.FromHours(-2));

    [Fact]
    public void A_new_id_names_its_day_in_UTC_and_is_read_again()
    {
        var id = SessionId.New(Now);

        id.Text.ShouldStartWith("20260201-");
        SessionId.Parse(id.Text).ShouldBe(id);
        id.Day.ShouldBe(new(2026, 2, 1));
        SessionId.New(Now).ShouldNotBe(id);
        id.Shard.ShouldBeInRange(0, SessionId.Shards - 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("20260101")]
    [InlineData("20260101-AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("20260101-AAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("20260101-AAAAAAAAAAAAAAAAAAAAA/")]
    [InlineData("20260101-AAAAAAAAAAAAAAAAAAAAA\u00e9")]
    [InlineData("20261301-AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("2026010a-AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("20260101_AAAAAAAAAAAAAAAAAAAAAA")]
    public void Another_text_is_none(string text) => SessionId.Parse(text).ShouldBeNull();

    [Fact]
    public void Sessions_spread_over_all_shards() =>
        Enumerable.Range(0, 5_000).Select(_ => SessionId.New(Now).Shard).Distinct().Count().ShouldBe(SessionId.Shards);
}
