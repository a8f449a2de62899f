using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Onair.Events.Delivery;
using Onair.Events.Formats;
using Onair.Events.Signing;
using Onair.Guard;
using Onair.Tests.Unit.Webhook.Certificates;

namespace Onair.Tests.Unit.Events.Delivery;

/// <summary>One request: where it may go, whom it trusts, what it says of itself.</summary>
public sealed class ReceiverClientTests
{
    private static readonly string[] Loopback = ["127.0.0.0/8"];
    private static readonly SinkRequest Request = new("u/1/1-started", "application/json; charset=utf-8", new Dictionary<string, string> { ["ce-type"] = "t" }, Encoding.UTF8.GetBytes("{}"));

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is link-local")]
    [InlineData("http://127.0.0.1:8080/", "127.0.0.1 is loopback")]
    [InlineData("http://10.1.2.3/", "10.1.2.3 is private")]
    [InlineData("http://[::1]/", "::1 is loopback")]
    [InlineData("http://[::ffff:10.0.0.1]/", "10.0.0.1, which is private")]
    [InlineData("http://2130706433/", "127.0.0.1 is loopback")]
    [InlineData("http://0x7f.1/", "127.0.0.1 is loopback")]
    [InlineData("http://localhost/", "this machine")]
    [InlineData("http://metadata.example/", "host 'metadata.example' is refused: 169.254.169.254 is link-local", "169.254.169.254")]
    [InlineData("http://inside.example/", "host 'inside.example' is refused: 10.0.0.7 is private", "10.0.0.7")]
    [InlineData("http://me.example/", "host 'me.example' is refused: 127.0.0.1 is loopback", "127.0.0.1")]
    [InlineData("http://six.example/", "host 'six.example' is refused: ::1 is loopback", "::1")]
    [InlineData("http://mixed.example/", "host 'mixed.example' is refused: 10.0.0.7 is private", "8.8.8.8", "10.0.0.7")]
    public async Task An_address_that_is_not_public_is_refused(string url, string says, params string[] addresses)
    {
        var outcome = await SendAsync(To(url), [], addresses);

        (outcome.Kind, outcome.Reason).ShouldBe((SendResultKind.Failed, "Refused"));
        outcome.Message.ShouldContain(says);
    }

    [Fact]
    public async Task An_address_is_connected_to_that_the_operator_allows()
    {
        await using var receiver = await Receiver.StartAsync();

        (await SendAsync(To(receiver.Url), Loopback)).Kind.ShouldBe(SendResultKind.Taken);
        (await SendAsync(To($"http://hooks.example:{new Uri(receiver.Url).Port}/"), Loopback, "127.0.0.1")).Kind.ShouldBe(SendResultKind.Taken);

        receiver.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("/elsewhere")]
    public async Task A_redirect_is_a_failure_wherever_it_leads(string location)
    {
        await using var receiver = await Receiver.StartAsync((_, context) =>
        {
            context.Response.Headers.Location = location;
            return Task.FromResult(302);
        });

        var outcome = await SendAsync(To(receiver.Url), Loopback);

        (outcome.Kind, outcome.Message).ShouldBe((SendResultKind.Failed, "the receiver answered 302; redirects are not followed"));
        receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_receiver_is_trusted_whose_authority_the_spec_names()
    {
        using var certificates = new TestCertificates();
        using var others = new TestCertificates();
        await using var receiver = await Receiver.StartAsync(certificate: Leaf(certificates));
        var bundle = certificates.Chain;

        (await SendAsync(To(receiver.Url) with { CaBundle = bundle }, Loopback)).Kind.ShouldBe(SendResultKind.Taken);

        foreach (var other in new[] { null, others.Root.ExportCertificatePem() })
        {
            var outcome = await SendAsync(To(receiver.Url) with { CaBundle = other }, Loopback);
            (outcome.Kind, outcome.Reason).ShouldBe((SendResultKind.Failed, "Tls"));
            outcome.Message.ShouldStartWith("the receiver's certificate is not trusted");
        }
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_trusted()
    {
        using var certificates = new TestCertificates();
        await using var receiver = await Receiver.StartAsync(certificate: Leaf(certificates));
        var destination = To($"https://hooks.example:{new Uri(receiver.Url).Port}/") with { CaBundle = certificates.Chain };

        (await SendAsync(destination, Loopback, "127.0.0.1")).Reason.ShouldBe("Tls");
    }

    [Fact]
    public async Task A_request_is_signed_with_each_secret_and_has_the_token()
    {
        await using var receiver = await Receiver.StartAsync();
        var secrets = new Credentials("abc", WebhookSignature.Keys($"whsec_{Convert.ToBase64String(new byte[24])}\nwhsec_{Convert.ToBase64String(new byte[32])}"));

        await SendAsync(To(receiver.Url), Loopback, secrets);

        var headers = receiver.Requests.Single().Headers;
        headers["webhook-id"].ShouldBe(Request.Id);
        headers["ce-type"].ShouldBe("t");
        headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        headers["Authorization"].ShouldBe("Bearer abc");
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["webhook-timestamp"], null));
        headers["webhook-signature"].ShouldBe(WebhookSignature.Sign(secrets.Keys, Request.Id, at, Request.Body));
        headers["webhook-signature"].Split(' ').Length.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_whose_body_never_ends_is_still_an_answer()
    {
        await using var receiver = await Receiver.StartAsync(async (_, context) =>
        {
            context.Response.StatusCode = 410;
            await context.Response.Body.WriteAsync("no more"u8.ToArray());
            await context.Response.Body.FlushAsync();
            await context.RequestAborted.WhenCancelled();
            return 410;
        });

        (await SendAsync(To(receiver.Url) with { Timeout = TimeSpan.FromSeconds(1) }, Loopback)).Kind.ShouldBe(SendResultKind.Gone);
    }

    private static X509Certificate2 Leaf(TestCertificates certificates)
    {
        var (certificate, key) = certificates.Issue("127.0.0.1");
        using var pem = X509Certificate2.CreateFromPem(certificate, key);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }

    private static Task<SendResult> SendAsync(Destination destination, string[] allowed, params string[] addresses) => SendAsync(destination, allowed, Credentials.None, addresses);

    private static async Task<SendResult> SendAsync(Destination destination, string[] allowed, Credentials credentials, params string[] addresses)
    {
        HostResolver? resolver = addresses.Length == 0 ? null : (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());
        using var client = new ReceiverClient(destination, new AddressRules(allowed), _ => { }, TimeProvider.System, resolver);
        return await client.SendAsync(Request, credentials, CancellationToken.None);
    }

    private static Destination To(string url) => new() { Url = url, Format = _ => [] };
}
