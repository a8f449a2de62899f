using System.Net;
using System.Security.Authentication;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.Certificates;

[Collection(WebhookHost.Alone)]
public sealed class CertificateTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Without_a_certificate_it_is_not_ready_and_with_one_it_is()
    {
        await using var webhook = new WebhookHost();
        await webhook.StartAsync();
        (await webhook.PlainAsync("/readyz")).ShouldBe((HttpStatusCode.ServiceUnavailable, "no certificate is loaded yet"));
        (await webhook.StatusAsync("/healthz")).ShouldBe(HttpStatusCode.OK);
        (await webhook.SubjectAsync()).ShouldBeNull();

        webhook.Install(webhook.Certificates.Issue("late"));
        webhook.Time.Advance(Second);

        await WebhookHost.UntilAsync(async () => await webhook.StatusAsync("/readyz") == HttpStatusCode.OK);
        (await webhook.SubjectAsync()).ShouldBe("CN=late");
    }

    [Fact]
    public async Task A_new_certificate_is_served_to_new_connections()
    {
        await using var webhook = await WebhookHost.ReadyAsync();
        (await webhook.SubjectAsync()).ShouldBe("CN=first");

        webhook.Install(webhook.Certificates.Issue("second"));
        webhook.Time.Advance(Second);

        await WebhookHost.UntilAsync(async () => await webhook.SubjectAsync() == "CN=second");
        // With its chain: the client trusts the root alone.
        (await webhook.PostAsync("/validate/livestreams", WebhookHost.Json(Review(Create(Stream()))))).Status.ShouldBe(HttpStatusCode.OK);
        var expiry = new DateTimeOffset(webhook.Certificates.Root.NotAfter).ToUnixTimeSeconds();
        (await webhook.PlainAsync("/metrics")).Text.ShouldContain($"onair_admission_certificate_expiry_timestamp_seconds {expiry}");
    }

    [Theory]
    [InlineData("tls.crt", "")]
    [InlineData("tls.crt", "-----BEGIN CERTIFICATE-----\nMIIB")]
    [InlineData("tls.key", "")]
    [InlineData("tls.key", "-----BEGIN PRIVATE KEY-----\nMIIB")]
    [InlineData("tls.key", null)]
    public async Task Keeps_the_previous_certificate_and_reports_an_invalid_one_once(string file, string? content)
    {
        await using var webhook = await WebhookHost.ReadyAsync();

        // A key of another certificate is what is seen between the writes of two files.
        webhook.InstallFile(file, content ?? webhook.Certificates.Issue("other").Key);
        webhook.Time.Advance(Second);
        await WebhookHost.UntilAsync(() => Task.FromResult(Complaints(webhook) == 1));
        for (var i = 0; i < 3; i++) webhook.Time.Advance(Second);

        (await webhook.SubjectAsync()).ShouldBe("CN=first");
        (await webhook.StatusAsync("/readyz")).ShouldBe(HttpStatusCode.OK);
        webhook.Install(webhook.Certificates.Issue("third"));
        webhook.Time.Advance(Second);
        await WebhookHost.UntilAsync(async () => await webhook.SubjectAsync() == "CN=third");
        Complaints(webhook).ShouldBe(1);
    }

    [Fact]
    public async Task TLS_1_2_and_1_3_are_spoken()
    {
        await using var webhook = await WebhookHost.ReadyAsync();

#pragma warning disable CA5398 // Each version by itself.
        (await webhook.SubjectAsync(SslProtocols.Tls12)).ShouldBe("CN=first");
        (await webhook.SubjectAsync(SslProtocols.Tls13)).ShouldBe("CN=first");
#pragma warning restore CA5398
    }

    private static int Complaints(WebhookHost webhook) =>
        webhook.Logged.Count(l => l.StartsWith("Warning Onair.Webhook.Certificates.ServingCertificate Cannot serve", StringComparison.Ordinal));
}
