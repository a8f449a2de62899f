using System.Net;
using System.Text;
using System.Xml.Linq;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Encryption;

namespace Onair.Tests.Unit.Emulator.Media.Encryption;

public sealed class SpekeTests
{
    private static readonly PackageEncryption Encryption = new("stage & talk", ["81376844-f976-481e-a84e-cc25d39b0b33"], new Uri("http://keys.test/speke"), 60, null, false);

    [Theory]
    [InlineData(0, 60, 0)]
    [InlineData(59.999, 60, 0)]
    [InlineData(60, 60, 1)]
    [InlineData(1_800_000_000, 60, 30_000_000)]
    [InlineData(1_800_000_000, 0, 0)]
    public void Periods_are_counted_from_1970(double seconds, int rotation, long period) =>
        KeyPeriod.Index(DateTimeOffset.UnixEpoch.AddSeconds(seconds), rotation).ShouldBe(period);

    [Fact]
    public void A_content_and_period_have_one_key_id()
    {
        KeyPeriod.KeyId("a", 1).ShouldBe(KeyPeriod.KeyId("a", 1));
        KeyPeriod.KeyId("a", 1).ShouldNotBe(KeyPeriod.KeyId("a", 2));
        KeyPeriod.KeyId("a", 1).ShouldNotBe(KeyPeriod.KeyId("b", 1));
    }

    [Fact]
    public void A_request_names_content_key_period_and_systems_and_the_vector_where_one_is_fixed()
    {
        var request = XElement.Parse(SpekeDocument.Request(Encryption with { InitializationVector = "000102030405060708090a0b0c0d0e0f" }, 7));
        XNamespace cpix = "urn:dashif:org:cpix";
        var kid = KeyPeriod.KeyId("stage & talk", 7).ToString();

        request.Attribute("id")!.Value.ShouldBe("stage & talk");
        var key = request.Descendants(cpix + "ContentKey").ShouldHaveSingleItem();
        key.Attribute("kid")!.Value.ShouldBe(kid);
        key.Attribute("explicitIV")!.Value.ShouldBe("AAECAwQFBgcICQoLDA0ODw==");
        var system = request.Descendants(cpix + "DRMSystem").ShouldHaveSingleItem();
        system.Attribute("systemId")!.Value.ShouldBe(Encryption.SystemIds[0]);
        var period = request.Descendants(cpix + "ContentKeyPeriod").ShouldHaveSingleItem();
        period.Attribute("index")!.Value.ShouldBe("7");
        request.Descendants(cpix + "KeyPeriodFilter").ShouldHaveSingleItem().Attribute("periodId")!.Value.ShouldBe(period.Attribute("id")!.Value);
        SpekeDocument.Request(Encryption, 7).ShouldNotContain("explicitIV");
        SpekeDocument.Request(Encryption with { RotationSeconds = 0 }, 0).ShouldNotContain("Period");
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(" explicitIV=\"AAECAwQFBgcICQoLDA0ODw==\"", "000102030405060708090a0b0c0d0e0f")]
    public void An_answer_has_the_key_and_what_playlists_say_of_it(string attribute, string? vector)
    {
        var key = SpekeDocument.Read(Answer(attribute: attribute), Encryption, 7);

        key.Value.ShouldBe("0123456789abcdef"u8.ToArray());
        key.Tag.ShouldBe(new SegmentKey("https://keys.test/7", vector, "identity", "1"));
    }

    [Theory]
    [InlineData("0123456789abcde", "https://keys.test/7", "", "PlainValue has 15 bytes")]
    [InlineData("0123456789abcdef", "", "", "no URIExtXKey")]
    [InlineData("0123456789abcdef", "x\",IV=0x0", "", "no playlist can quote")]
    [InlineData("0123456789abcdef", "https://keys.test/7", " explicitIV=\"AAEC\"", "explicitIV has 3 bytes")]
    public void An_answer_without_what_is_needed_is_refused_with_the_reason(string key, string uri, string attribute, string reason) =>
        Should.Throw<FormatException>(() => SpekeDocument.Read(Answer(key, uri, attribute), Encryption, 7)).Message.ShouldContain(reason);

    [Fact]
    public void An_answer_for_another_period_is_refused() =>
        Should.Throw<FormatException>(() => SpekeDocument.Read(Answer(), Encryption, 8)).Message.ShouldContain("no ContentKey of");

    [Theory]
    [InlineData("", false)]
    [InlineData("gate", true)]
    public async Task The_client_proves_itself_by_the_secret_it_has(string secret, bool sent)
    {
        using var server = new Server(_ => (HttpStatusCode.OK, Answer()));
        using var client = new SpekeClient(new HttpClient(server), new MediaOptions([1, 2], "", secret));

        (await client.AskAsync(Encryption, 7)).Tag.Uri.ShouldBe("https://keys.test/7");

        var request = server.Requests.ShouldHaveSingleItem();
        request.RequestUri.ShouldBe(Encryption.KeyServer);
        request.Headers.TryGetValues(SpekeClient.SecretHeader, out var values).ShouldBe(sent);
        if (sent) values.ShouldBe([secret]);
    }

    [Fact]
    public async Task A_refusal_is_an_error()
    {
        using var server = new Server(_ => (HttpStatusCode.Forbidden, ""));
        using var client = new SpekeClient(new HttpClient(server), new MediaOptions([1, 2], ""));

        await Should.ThrowAsync<HttpRequestException>(() => client.AskAsync(Encryption, 7));
    }

    private static string Answer(string key = "0123456789abcdef", string uri = "https://keys.test/7", string attribute = "")
    {
        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        var kid = KeyPeriod.KeyId("stage & talk", 7);
        return $"""
            <cpix:CPIX id="stage &amp; talk" xmlns:cpix="urn:dashif:org:cpix" xmlns:pskc="urn:ietf:params:xml:ns:keyprov:pskc" xmlns:speke="urn:aws:amazon:com:speke">
            <cpix:ContentKeyList><cpix:ContentKey kid="{kid}"{attribute}><cpix:Data><pskc:Secret><pskc:PlainValue>{Base64(key)}</pskc:PlainValue></pskc:Secret></cpix:Data></cpix:ContentKey></cpix:ContentKeyList>
            <cpix:DRMSystemList><cpix:DRMSystem kid="{kid}" systemId="s"><cpix:URIExtXKey>{Base64(uri)}</cpix:URIExtXKey><speke:KeyFormat>{Base64("identity")}</speke:KeyFormat><speke:KeyFormatVersions>{Base64("1")}</speke:KeyFormatVersions></cpix:DRMSystem></cpix:DRMSystemList>
            </cpix:CPIX>
            """;
    }

    private sealed class Server(Func<HttpRequestMessage, (HttpStatusCode Status, string Body)> answer) : HttpMessageHandler
    {
        public List<HttpRequestMessage> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            var (status, body) = answer(request);
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
        }
    }
}
