using System.Text;
using Onair.Events.Signing;

namespace Onair.Tests.Unit.Events.Signing;

public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private const string Rule = "it must be whsec_ and Base64 of 24 to 64 bytes";

    [Fact]
    public void A_request_is_signed_as_the_reference_implementation_signs_it() =>
        Sign(Secret).ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void Two_keys_make_two_signatures_in_their_order() =>
        Sign($"{Secret}\n{Other}\n").Split(' ').ShouldBe([Sign(Secret), Sign(Other)]);

    [Fact]
    public void A_fraction_of_a_second_does_not_count() =>
        WebhookSignature.Sign(WebhookSignature.Keys(Secret), "id", DateTimeOffset.FromUnixTimeMilliseconds(1_614_265_330_999), "x"u8)
            .ShouldBe(WebhookSignature.Sign(WebhookSignature.Keys(Secret), "id", DateTimeOffset.FromUnixTimeSeconds(1_614_265_330), "x"u8));

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 1)]
    [InlineData("\r\n  whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw \r\n\r\nwhsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n", 2)]
    public void Blank_lines_and_blanks_around_do_not_count(string text, int count) => WebhookSignature.Keys(text).Count.ShouldBe(count);

    [Theory]
    [InlineData("", "there is no signing secret")]
    [InlineData(" \n\n", "there is no signing secret")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "line 1 is not a signing secret: " + Rule)]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\nwhsec_%%%", "line 2 is not a signing secret: " + Rule)]
    [InlineData("whsec_c2hvcnQ=", "line 1 is not a signing secret: " + Rule)]
    [InlineData("whsec_", "line 1 is not a signing secret: " + Rule)]
    public void Refuses_an_invalid_secret_with_its_line_and_the_rule(string text, string message) =>
        Should.Throw<FormatException>(() => WebhookSignature.Keys(text)).Message.ShouldStartWith(message);

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_key_has_24_to_64_bytes(int bytes, bool accepted)
    {
        var text = $"whsec_{Convert.ToBase64String(Enumerable.Repeat((byte)7, bytes).ToArray())}";

        if (accepted) WebhookSignature.Keys(text).ShouldHaveSingleItem().Length.ShouldBe(bytes);
        else Should.Throw<FormatException>(() => WebhookSignature.Keys(text)).Message.ShouldNotContain(text);
    }

    private static string Sign(string secrets) => WebhookSignature.Sign(
        WebhookSignature.Keys(secrets), "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1_614_265_330), Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));
}
