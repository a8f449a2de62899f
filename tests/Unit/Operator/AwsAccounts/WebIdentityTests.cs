using Onair.Api.MediaProviders;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ProviderAccess;
using Onair.Tests.Unit.Aws.Loopback;

namespace Onair.Tests.Unit.Operator.AwsAccounts;

/// <summary>A role by the service account's token, from the STS that the provider names.</summary>
public sealed class WebIdentityTests : IDisposable
{
    private const string Role = "arn:aws:iam::123456789012:role/onair";
    private readonly string _token = Path.GetTempFileName();

    [Fact]
    public async Task The_provider_s_STS_is_asked_unsigned_with_the_token_of_the_file()
    {
        await using var sts = await LoopbackService.StartAsync(Reply.Xml(200, Session));
        await File.WriteAllTextAsync(_token, "header.claims.signature");
        var credentials = Credentials(sts.Url, _token);

        await credentials.VerifyAsync();
        await credentials.VerifyAsync();

        var session = await credentials.GetCredentialsAsync();
        (session.AccessKey, session.SecretKey, session.Token).ShouldBe(("ASIA1", "secret-1", "token-1"));
        var request = sts.Requests.ShouldHaveSingleItem();
        request.Headers.Keys.ShouldNotContain("Authorization");
        var body = System.Text.Encoding.UTF8.GetString(request.Body);
        body.ShouldContain("Action=AssumeRoleWithWebIdentity");
        body.ShouldContain($"RoleArn={Uri.EscapeDataString(Role)}");
        body.ShouldContain("RoleSessionName=stage");
        body.ShouldContain("WebIdentityToken=header.claims.signature");
    }

    [Fact]
    public async Task A_missing_token_is_told_by_its_path_and_STS_is_not_asked()
    {
        await using var sts = await LoopbackService.StartAsync(Reply.Xml(200, Session));

        var error = await Should.ThrowAsync<CredentialsException>(Credentials(sts.Url, "/no/such/token").VerifyAsync());

        error.Message.ShouldStartWith("spec.aws.webIdentity: no service account token at /no/such/token");
        sts.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_names_the_field_and_the_role_and_says_why()
    {
        await using var sts = await LoopbackService.StartAsync(Reply.Xml(403,
            """<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message></Error></ErrorResponse>"""));
        await File.WriteAllTextAsync(_token, "header.claims.signature");

        var error = await Should.ThrowAsync<CredentialsException>(Credentials(sts.Url, _token).VerifyAsync());

        error.Message.ShouldBe(
            $"spec.aws.webIdentity.roleArn: cannot assume \"{Role}\": Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }

    public void Dispose() => File.Delete(_token);

    private static string Session =>
        $"""
         <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials>
         <AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>secret-1</SecretAccessKey><SessionToken>token-1</SessionToken>
         <Expiration>{TimeProvider.System.GetUtcNow().AddHours(1):yyyy-MM-ddTHH:mm:ssZ}</Expiration>
         </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
         """;

    private static WebIdentityCredentials Credentials(string url, string token)
    {
        var identity = new WebIdentitySpec { RoleArn = Role, SessionName = "stage" };
        return new(new AwsSpec { Region = "eu-central-1", EndpointUrl = url, WebIdentity = identity }, identity, token);
    }
}
