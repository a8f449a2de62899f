using System.Security.Cryptography;
using System.Text;
using Onair.Api.MediaProviders.Video;
using Onair.VideoActions.Callbacks;

namespace Onair.Tests.Unit.VideoActions.Callbacks;

public sealed class CallbackSignatureTests
{
    private const string Secret = "a-secret";
    private const string Alphabet = "t=v1,. 0123456789abcdefüé\0\ud800";
    private const long Now = 1_712_345_678;
    private static readonly byte[] Body = """{"type":"video.asset.ready"}"""u8.ToArray();
    private static readonly CallbackSpec Mux = new() { Header = "Mux-Signature", Token = "$.t" };
    private static readonly CallbackSpec Standard = new() { Scheme = CallbackScheme.StandardWebhooks, Token = "$.t" };

    [Fact]
    public void Accepts_the_signature_of_the_service()
    {
        var verdict = Verify($"t={Now},v1={Sign(Secret)}");

        verdict.ShouldBe(new(true, null, Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(Sign(Secret))))));
    }

    // Computed with another program: printf '1712345678.{"type":"video.asset.ready"}' | openssl dgst -sha256 -hmac a-secret
    [Fact]
    public void The_signature_is_that_of_other_programs() => Sign(Secret).ShouldBe("05e4ca4f62d75235f56acaaa286edfa8e31f9577b13b03a96bbd79b613f6e56b");

    [Theory]
    [InlineData("t=1712345678,v1=@", null)]
    [InlineData("v1=@,t=1712345678", null)]
    [InlineData(" t=1712345678 , v1=@ ", null)]
    [InlineData("t=1712345678,v1=00,v1=@", null)]
    [InlineData("t=1712345678,v0=00,v1=@,x", null)]
    [InlineData("t=1712345678,v1=@UPPER", null)]
    [InlineData("t=1712345678,v0=@", "malformed")]
    [InlineData("t=1712345678,v1=00", "mismatch")]
    [InlineData("t=1712345678,v1=", "mismatch")]
    [InlineData("t=1712345678,v1=@0", "malformed")]
    [InlineData("t=1712345678,v1=@00", "mismatch")]
    [InlineData("t=1712345679,v1=@", "mismatch")]
    [InlineData("t=,v1=@", "malformed")]
    [InlineData("t=-1,v1=@", "malformed")]
    [InlineData("t=1712345678.0,v1=@", "malformed")]
    [InlineData("t=99999999999999999999,v1=@", "malformed")]
    [InlineData("t=1712345678,t=1712345678,v1=@", "malformed")]
    [InlineData("v1=@", "malformed")]
    [InlineData("t", "malformed")]
    [InlineData(",,,", "malformed")]
    [InlineData("", "missing")]
    [InlineData(null, "missing")]
    public void A_header_is_judged(string? header, string? reason)
    {
        var verdict = Verify(header?.Replace("@UPPER", Sign(Secret).ToUpperInvariant(), StringComparison.Ordinal).Replace("@", Sign(Secret), StringComparison.Ordinal));

        verdict.Reason.ShouldBe(reason);
        verdict.IsGenuine.ShouldBe(reason is null);
        (verdict.Id is null).ShouldBe(reason is not null);
    }

    [Theory]
    [InlineData(300, null)]
    [InlineData(-300, null)]
    [InlineData(301, "stale")]
    [InlineData(-301, "stale")]
    public void A_callback_is_fresh_for_five_minutes_both_ways(int offset, string? reason) =>
        Verify($"t={Now + offset},v1={Sign(Secret, Now + offset)}").Reason.ShouldBe(reason);

    [Fact]
    public void Another_secret_body_or_no_secret_is_a_mismatch()
    {
        Verify($"t={Now},v1={Sign("another")}").Reason.ShouldBe("mismatch");
        CallbackSignature.Verify(Mux, [Secret], _ => $"t={Now},v1={Sign(Secret)}", Body.AsMemory()[1..], At(Now)).Reason.ShouldBe("mismatch");
        CallbackSignature.Verify(Mux, [], _ => $"t={Now},v1={Sign(Secret)}", Body, At(Now)).Reason.ShouldBe("mismatch");
    }

    [Fact]
    public void During_a_rotation_either_secret_is_right_and_the_id_is_the_same()
    {
        var (old, both) = ($"t={Now},v1={Sign(Secret)}", $"t={Now},v1={Sign("new")},v1={Sign(Secret)}");

        CallbackVerdict Rotating(string header) => CallbackSignature.Verify(Mux, ["new", Secret], _ => header, Body, At(Now));

        Rotating(old).IsGenuine.ShouldBeTrue();
        Rotating(both).Id.ShouldBe(Rotating(old).Id);
    }

    [Fact]
    public void Names_are_those_of_the_map()
    {
        var cloudflare = new CallbackSpec { Header = "Webhook-Signature", TimestampName = "time", SignatureName = "sig1", AssetId = "$.uid" };

        CallbackSignature.Verify(cloudflare, [Secret], name => name == "Webhook-Signature" ? $"time={Now},sig1={Sign(Secret)}" : null, Body, At(Now)).IsGenuine.ShouldBeTrue();
    }

    // The example of standardwebhooks.com's libraries.
    [Fact]
    public void The_example_of_Standard_Webhooks_is_genuine()
    {
        var body = """{"test": 2432232314}"""u8.ToArray();
        string? Header(string name) => name switch
        {
            "webhook-id" => "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp" => "1614265330",
            _ => "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1a,AAAA",
        };

        CallbackSignature.Verify(Standard, ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], Header, body, At(1_614_265_330)).ShouldBe(new(true, null, "msg_p5jXN8AQM9LWM0D4loKWxJek"));
        CallbackSignature.Verify(Standard, ["whsec_AAAA", "no Base64", "", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], Header, body, At(1_614_265_330)).IsGenuine.ShouldBeTrue();
        CallbackSignature.Verify(Standard, ["whsec_AAAA"], Header, body, At(1_614_265_330)).Reason.ShouldBe("mismatch");
        CallbackSignature.Verify(Standard, ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], Header, body, At(1_614_265_931)).Reason.ShouldBe("stale");
        CallbackSignature.Verify(Standard, ["whsec_AAAA"], name => name == "webhook-id" ? null : Header(name), body, At(Now)).Reason.ShouldBe("missing");
        CallbackSignature.Verify(Standard, ["whsec_AAAA"], name => name == "webhook-signature" ? "v2,AAAA" : Header(name), body, At(Now)).Reason.ShouldBe("malformed");
    }

    [Fact]
    public void No_header_makes_it_throw()
    {
        var random = new Random(7);
        for (var i = 0; i < 5000; i++)
        {
            string Text() => new([.. Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);

            Verify(Text()).IsGenuine.ShouldBeFalse();
            CallbackSignature.Verify(Standard, [Text(), "whsec_" + Text()], _ => Text(), Body, At(Now)).IsGenuine.ShouldBeFalse();
        }
    }

    private static CallbackVerdict Verify(string? header) =>
        CallbackSignature.Verify(Mux, [Secret], name => name == "Mux-Signature" ? header : null, Body, At(Now));

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static string Sign(string secret, long time = Now) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{time}."), .. Body]));
}
