using Onair.Gateway.KeyServer;

namespace Onair.Tests.Unit.Gateway.KeyServer;

public sealed class ContentKeysTests
{
    private static readonly string OtherMaster = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    /// <summary>Computed with Python's hmac by RFC 5869: a key must stay what it is, or viewers lose what is already packaged.</summary>
    [Theory]
    [InlineData("abc123", 1, "MJMPkt+MlnaiMz9cZVD7aw==")]
    [InlineData("ünï", 0, "spX3yiK6OVQ+a0lsdqjjsA==")]
    [InlineData("abc123", long.MaxValue, "uFyWgPLiPcZZ4/k3DTkZ+w==")]
    public void A_key_is_the_HKDF_of_content_and_period(string contentId, long period, string key) =>
        Convert.ToBase64String(Keys().Derive(contentId, period)).ShouldBe(key);

    [Fact]
    public void Another_master_secret_gives_other_keys() =>
        Convert.ToBase64String(Keys(OtherMaster).Derive("abc123", 1)).ShouldBe("0fEKHiO97KA3tX/Z+y51Bw==");

    [Fact]
    public void Different_contents_and_periods_have_different_keys()
    {
        (string Id, long Period)[] pairs =
        [
            ("a", 0), ("a", 1), ("a", 2), ("a", 12), ("b", 0), ("b", 1), ("A", 0),
            // Pairs that some way of putting id and period together would confuse.
            ("a", 12), ("a1", 2), ("a12", 0), ("a|1", 2), ("a", 1L << 32), ("a\0", 1), ("a\0\0\0\0", 1), ("a/1", 2), ("a", 256), ("a\u0001", 0),
        ];
        var distinct = pairs.Distinct().ToList();

        distinct.Select(p => Convert.ToHexString(Keys().Derive(p.Id, p.Period))).Distinct().Count().ShouldBe(distinct.Count);
    }

    [Fact]
    public void Every_replica_derives_the_same_key() => Keys().Derive("a", 7).ShouldBe(Keys().Derive("a", 7));

    [Theory]
    [InlineData("abc123", 1, "https://keys.example.com/live/keys/abc123/1")]
    [InlineData("talk 1?x=ü#", 0, "https://keys.example.com/live/keys/talk%201%3Fx%3D%C3%BC%23/0")]
    public void The_key_URI_has_the_content_as_one_segment_and_no_token(string contentId, long period, string uri) =>
        Keys().UriOf(contentId, period).ShouldBe(uri);

    private static ContentKeys Keys(string? master = null) =>
        new(master is null ? GatewayHost.Settings() : GatewayHost.Settings(("MasterSecret", master)));
}
