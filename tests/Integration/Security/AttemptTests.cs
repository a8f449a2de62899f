using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Onair.Webhook.Ownership;

namespace Onair.Tests.Integration.Security;

/// <summary>
/// What a tenant tried in docs/security.md, against the real API server with the webhook as the only wall. What the operator makes of a
/// forged status with no wall at all is in the tests of ForgedStatus.
/// </summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class AttemptTests(WalledRig rig) : IClassFixture<WalledRig>
{
    [Theory]
    [InlineData("hlsbroadcasts", """{"folder":"s3://onair-archive/their/folder"}""")]
    [InlineData("livestreams", """{"sessions":[{"id":"s1","startedAt":"2026-01-01T00:00:00Z","archivePath":"s3://onair-archive/theirs"}]}""")]
    [InlineData("archivesplits", """{"sections":[{"position":0,"outputUrl":"s3://onair-archive/theirs/index_0.mp4"}]}""")]
    [InlineData("ivschannels", """{"resources":{"channelArn":"arn:aws:ivs:us-east-1:1:channel/theirs","streamKeyArn":"arn:aws:ivs:us-east-1:1:stream-key/theirs"}}""")]
    [InlineData("livestreams", """{"outbox":{"events":[{"id":"e1","sequence":1,"type":"dev.onair.livestream.started","time":"2026-01-01T00:00:00Z","source":"/theirs","data":"{}","sinks":["their-sink"]}]}}""")]
    [InlineData("livestreams", """{"outbox":{"closedAt":"2026-01-01T00:00:00Z"}}""")]
    [InlineData("livestreams", """{"resources":{"provider":"theirs"}}""")]
    public async Task A_forged_status_is_refused_by_the_webhook(string plural, string status)
    {
        var (code, message, _) = await rig.PatchAsync(plural, $$"""{"status":{{status}}}""", WalledRig.Tenant, status: true);

        // What the schema refuses does not reach the wall.
        code.ShouldBe(HttpStatusCode.Forbidden, message);
        message.ShouldBe($"admission webhook \"status.{plural}.onair.dev\" denied the request: {OwnershipVerdict.StatusRefusal}");
    }

    [Theory]
    [InlineData("/validate/archivesplits")]
    [InlineData("/validate/mediaproviders")]
    [InlineData("/0000000000000000000000000000000000000000000000000000000000000000/validate/archivesplits")]
    public async Task A_review_posted_without_identity_is_answered_with_nothing(string path)
    {
        var (code, answer) = await PostAsync(rig.Webhook.Url + path);

        (code, answer).ShouldBe((HttpStatusCode.NotFound, ""));
        rig.Webhook.Tail(1000).ShouldNotContain(rig.Webhook.ReviewUrl.Split('/')[^1]);
    }

    [Fact]
    public async Task The_same_review_with_the_token_is_answered() =>
        (await PostAsync($"{rig.Webhook.ReviewUrl}/validate/archivesplits")).Code.ShouldBe(HttpStatusCode.BadRequest);

    private async Task<(HttpStatusCode Code, string Answer)> PostAsync(string url)
    {
        using var authority = X509CertificateLoader.LoadCertificate(X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(rig.Webhook.AuthorityPem)).RawData);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        using var http = new HttpClient(handler);
        using var review = new StringContent("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{}}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(url), review);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
