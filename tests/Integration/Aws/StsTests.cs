using System.Buffers.Text;
using System.Text;
using Amazon.MediaLive;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Onair.Tests.Integration.Aws;

[Collection(EmulatorCollection.Name)]
public sealed class StsTests(AwsEmulator emulator)
{
    // A federated user has no permissions but those of its policy.
    private const string Channels = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"medialive:ListChannels","Resource":"*"}]}""";

    private const string Role = $"arn:aws:iam::{AwsEmulator.AccountId}:role/medialive";

    [Fact]
    public async Task Sessions_are_issued_and_sign_calls_of_other_services()
    {
        using var sts = new AmazonSecurityTokenServiceClient(emulator.Credentials, emulator.Configure(new AmazonSecurityTokenServiceConfig()));

        (await sts.GetCallerIdentityAsync(new())).Account.ShouldBe(AwsEmulator.AccountId);
        var role = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "tests" });
        var federated = await sts.GetFederationTokenAsync(new GetFederationTokenRequest { Name = "viewer", Policy = Channels });
        var web = await sts.AssumeRoleWithWebIdentityAsync(new() { RoleArn = Role, RoleSessionName = "pod", WebIdentityToken = WebIdentityToken() });

        foreach (var session in (Credentials[])[role.Credentials, federated.Credentials, web.Credentials])
        {
            var credentials = new SessionAWSCredentials(session.AccessKeyId, session.SecretAccessKey, session.SessionToken);
            using var live = new AmazonMediaLiveClient(credentials, emulator.Configure(new AmazonMediaLiveConfig()));
            (await live.ListChannelsAsync(new())).HttpStatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        }
    }

    // What a pod's service account token looks like; the emulator trusts any issuer.
    private static string WebIdentityToken()
    {
        var expiry = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        return string.Join('.',
            Part("""{"alg":"RS256","typ":"JWT"}"""),
            Part($$"""{"iss":"https://kubernetes.default.svc","sub":"system:serviceaccount:onair:operator","aud":"sts.amazonaws.com","exp":{{expiry}}}"""),
            Part("signature"));
    }

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
