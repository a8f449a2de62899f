using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onair.Tests.Unit.Emulator.S3;

namespace Onair.Tests.Unit.Emulator.Sts;

public sealed class StsTests(AwsHost host) : IClassFixture<AwsHost>
{
    private const string Role = "arn:aws:iam::111122223333:role/path/media";

    [Fact]
    public async Task The_account_is_told_who_it_is()
    {
        using var sts = host.Sts();

        var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());

        identity.Account.ShouldBe("123456789012");
        identity.Arn.ShouldBe("arn:aws:iam::123456789012:user/onair");
        identity.UserId.ShouldStartWith("AIDA");
    }

    [Fact]
    public async Task An_assumed_role_acts_as_itself_also_after_a_restart()
    {
        var host = new AwsHost();
        await host.InitializeAsync();
        try
        {
            using var sts = host.Sts();
            var assumed = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "me" });
            await host.RestartAsync();

            using var session = host.Sts(assumed.Credentials);
            var identity = await session.GetCallerIdentityAsync(new GetCallerIdentityRequest());

            identity.Arn.ShouldBe("arn:aws:sts::111122223333:assumed-role/media/me");
            identity.Arn.ShouldBe(assumed.AssumedRoleUser.Arn);
            identity.UserId.ShouldBe(assumed.AssumedRoleUser.AssumedRoleId);
            identity.Account.ShouldBe("111122223333");
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_federated_user_without_a_policy_has_no_permissions()
    {
        using var sts = host.Sts();
        var user = await sts.GetFederationTokenAsync(new GetFederationTokenRequest { Name = "viewer" });
        using var s3 = host.S3(user.Credentials);

        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync())).ErrorCode.ShouldBe("AccessDenied");
        // It needs no permissions.
        using var own = host.Sts(user.Credentials);
        (await own.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Arn.ShouldBe("arn:aws:sts::123456789012:federated-user/viewer");
    }

    [Fact]
    public async Task A_session_ends_when_it_said()
    {
        using var sts = host.Sts();
        const string lists = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}""";
        var user = await sts.GetFederationTokenAsync(new GetFederationTokenRequest { Name = "viewer", DurationSeconds = 900, Policy = lists });
        user.FederatedUser.Arn.ShouldBe("arn:aws:sts::123456789012:federated-user/viewer");
        using var s3 = host.S3(user.Credentials);
        await s3.ListBucketsAsync();

        host.Time.Advance(901);
        try
        {
            (await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync())).ErrorCode.ShouldBe("ExpiredToken");
            using var expired = host.Sts(user.Credentials);
            (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(
                () => expired.GetCallerIdentityAsync(new GetCallerIdentityRequest()))).ErrorCode.ShouldBe("ExpiredToken");
        }
        finally
        {
            host.Time.Advance(-901);
        }
    }

    [Fact]
    public async Task A_session_without_its_token_or_with_another_is_refused()
    {
        using var sts = host.Sts();
        var keys = (await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "me" })).Credentials;

        using var without = host.S3(new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey));
        using var other = host.S3(new SessionAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey, "other"));

        (await Should.ThrowAsync<AmazonS3Exception>(() => without.ListBucketsAsync())).ErrorCode.ShouldBe("InvalidToken");
        (await Should.ThrowAsync<AmazonS3Exception>(() => other.ListBucketsAsync())).ErrorCode.ShouldBe("InvalidToken");
    }

    [Fact]
    public async Task A_session_cannot_federate()
    {
        using var sts = host.Sts();
        var assumed = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "me" });
        using var session = host.Sts(assumed.Credentials);

        (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(
            () => session.GetFederationTokenAsync(new GetFederationTokenRequest { Name = "viewer" }))).ErrorCode.ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task A_web_identity_opens_a_session_unsigned()
    {
        using var sts = host.Sts(new AnonymousAWSCredentials());

        var assumed = await sts.AssumeRoleWithWebIdentityAsync(new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = Role,
            RoleSessionName = "pod",
            WebIdentityToken = Jwt(new { sub = "system:serviceaccount:a:b", aud = new[] { "sts.amazonaws.com" }, iss = "https://oidc", exp = In(3_600) }),
        });

        assumed.SubjectFromWebIdentityToken.ShouldBe("system:serviceaccount:a:b");
        assumed.Audience.ShouldBe("sts.amazonaws.com");
        assumed.Provider.ShouldBe("https://oidc");
        using var s3 = host.S3(assumed.Credentials);
        await s3.ListBucketsAsync();
    }

    public static TheoryData<string, string> BadTokens => new()
    {
        { Jwt(new { sub = "s", aud = "a", iss = "i", exp = In(-60) }), "ExpiredTokenException" },
        { Jwt(new { aud = "a", iss = "i", exp = In(3_600) }), "InvalidIdentityToken" },
        { Jwt(new { sub = "s", iss = "i", exp = In(3_600) }), "InvalidIdentityToken" },
        { Jwt(new { sub = "s", aud = "a", iss = "i" }), "InvalidIdentityToken" },
        { "not.a!.token", "InvalidIdentityToken" },
        { "opaque", "InvalidIdentityToken" },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_web_identity_is_refused(string token, string code)
    {
        using var sts = host.Sts(new AnonymousAWSCredentials());

        (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => sts.AssumeRoleWithWebIdentityAsync(
            new AssumeRoleWithWebIdentityRequest { RoleArn = Role, RoleSessionName = "pod", WebIdentityToken = token })))
            .ErrorCode.ShouldBe(code);
    }

    [Theory]
    [InlineData("arn:aws:iam::1:role/none-of-this", "me", 3600, "is invalid")]
    [InlineData(Role, "m", 3600, "'roleSessionName'")]
    [InlineData(Role, "with space", 3600, "'roleSessionName'")]
    [InlineData(Role, "me", 899, "'durationSeconds'")]
    [InlineData(Role, "me", 43201, "'durationSeconds'")]
    public async Task Bad_parameters_are_named(string role, string name, int seconds, string told)
    {
        using var sts = host.Sts();

        var error = await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = role, RoleSessionName = name, DurationSeconds = seconds }));

        error.ErrorCode.ShouldBe("ValidationError");
        error.Message.ShouldContain(told);
    }

    [Fact]
    public async Task A_session_of_a_role_assumes_another_for_an_hour_at_most()
    {
        using var sts = host.Sts();
        var first = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "me", DurationSeconds = 43_200 });
        using var chained = host.Sts(first.Credentials);

        await chained.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "me", DurationSeconds = 3_600 });
        var error = await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => chained.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "me", DurationSeconds = 3_601 }));

        error.ErrorCode.ShouldBe("ValidationError");
        error.Message.ShouldBe("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
    }

    [Fact]
    public async Task A_session_whose_policy_does_not_allow_it_assumes_no_role()
    {
        using var sts = host.Sts();
        var limited = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "me", Policy = Policy("s3:PutObject") });
        using var session = host.Sts(limited.Credentials);

        (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => session.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "me" }))).ErrorCode.ShouldBe("AccessDenied");
        (await session.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Account.ShouldBe("111122223333");
    }

    [Theory]
    [InlineData("{", "MalformedPolicyDocument", "Syntax errors in policy: the policy is no JSON document.")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*"}}""", "MalformedPolicyDocument", "a statement must have Resource or NotResource")]
    [InlineData("☃", "ValidationError", "'policy'")]
    public async Task A_bad_session_policy_is_refused(string policy, string code, string rule)
    {
        using var sts = host.Sts();

        var error = await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "me", Policy = policy }));

        error.ErrorCode.ShouldBe(code);
        error.Message.ShouldContain(rule);
    }

    [Theory]
    [InlineData(2_048, true)]
    [InlineData(2_049, false)]
    public async Task A_session_policy_has_at_most_2048_characters(int length, bool accepted)
    {
        using var sts = host.Sts();
        var request = new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "me", Policy = Policy("s3:PutObject").PadRight(length) };

        if (accepted) (await sts.AssumeRoleAsync(request)).Credentials.AccessKeyId.ShouldStartWith("ASIA");
        else (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(request))).ErrorCode.ShouldBe("ValidationError");
    }

    private static string Policy(string action) => $$$"""{"Statement": {"Effect": "Allow", "Action": "{{{action}}}", "Resource": "arn:aws:s3:::b/*"}}""";

    private static string Jwt(object claims)
    {
        static string Part(object part) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(part))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return $"{Part(new { alg = "RS256", typ = "JWT" })}.{Part(claims)}.{Convert.ToBase64String(Encoding.UTF8.GetBytes("sig")).TrimEnd('=')}";
    }

    private static long In(int seconds) => TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();
}
