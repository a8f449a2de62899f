using Onair.Emulator.MediaPackage;

namespace Onair.Tests.Unit.Emulator.SecretsManager;

public sealed class SecretTests : IDisposable
{
    private const string Token = "11111111-1111-1111-1111-111111111111";

    private readonly ControlPlane _plane = new();

    [Fact]
    public async Task A_secret_has_a_name_and_an_ARN_with_six_random_characters_and_is_found_by_all_its_names()
    {
        var arn = await Create("onair/cdn", "a");

        arn.ShouldMatch("^arn:aws:secretsmanager:us-east-1:000000000000:secret:onair/cdn-[A-Za-z0-9]{6}$");
        foreach (var id in (string[])["onair/cdn", arn, arn[..^7]]) (await Value(id)).ShouldBe("a");
    }

    [Fact]
    public async Task A_new_value_makes_the_last_one_previous_and_forgets_the_one_before()
    {
        await Create("s", "a");
        await Put("s", "b");
        await Put("s", "c");

        (await Value("s")).ShouldBe("c");
        (await Value("s", "AWSPREVIOUS")).ShouldBe("b");
        var (_, described) = await _plane.Rpc("secretsmanager", "DescribeSecret", """{"SecretId":"s"}""");
        described["VersionIdsToStages"]!.AsObject().Select(v => v.Value!.ToJsonString()).ShouldBe(["""["AWSPREVIOUS"]""", """["AWSCURRENT"]"""]);
        described.ToJsonString().ShouldNotContain("\"c\"");
    }

    [Fact]
    public async Task A_stage_of_the_caller_s_own_moves_without_touching_the_current_value()
    {
        await Create("s", "a");
        await _plane.Rpc("secretsmanager", "PutSecretValue", """{"SecretId":"s","SecretString":"b","VersionStages":["AWSPENDING"]}""");

        (await Value("s")).ShouldBe("a");
        (await Value("s", "AWSPENDING")).ShouldBe("b");
        (await Code("GetSecretValue", """{"SecretId":"s","VersionStage":"AWSPREVIOUS"}""")).ShouldBe("ResourceNotFoundException");
    }

    [Fact]
    public async Task A_token_makes_a_repeated_call_the_same_call()
    {
        var create = $$"""{"Name":"s","SecretString":"a","ClientRequestToken":"{{Token}}"}""";
        var put = $$"""{"SecretId":"s","SecretString":"b","ClientRequestToken":"{{Token.Replace('1', '2')}}"}""";
        var (_, first) = await _plane.Rpc("secretsmanager", "CreateSecret", create);
        (await _plane.Rpc("secretsmanager", "CreateSecret", create)).Body.ToJsonString().ShouldBe(first.ToJsonString());
        (await _plane.Rpc("secretsmanager", "PutSecretValue", put)).Status.ShouldBe(200);
        (await _plane.Rpc("secretsmanager", "PutSecretValue", put)).Status.ShouldBe(200);

        (await Code("PutSecretValue", put.Replace("\"b\"", "\"c\"", StringComparison.Ordinal))).ShouldBe("ResourceExistsException");
        (await Code("CreateSecret", """{"Name":"s","SecretString":"a"}""")).ShouldBe("ResourceExistsException");
        (await Value("s", "AWSPREVIOUS")).ShouldBe("a");
    }

    [Theory]
    [InlineData("CreateSecret", """{"Name":"a b","SecretString":"v"}""", "InvalidParameterException")]
    [InlineData("CreateSecret", """{"Name":"a","SecretString":"v","SecretBinary":"dg=="}""", "InvalidParameterException")]
    [InlineData("CreateSecret", """{"Name":"a","SecretBinary":"?"}""", "InvalidParameterException")]
    [InlineData("CreateSecret", """{"Name":"a","SecretString":"v","ClientRequestToken":"short"}""", "ValidationException")]
    [InlineData("CreateSecret", """{"Name":"a","AddReplicaRegions":[{"Region":"eu-central-1"}]}""", "InvalidParameterException")]
    [InlineData("PutSecretValue", """{"SecretId":"s"}""", "InvalidRequestException")]
    [InlineData("PutSecretValue", """{"SecretId":"absent","SecretString":"v"}""", "ResourceNotFoundException")]
    [InlineData("GetSecretValue", """{"SecretId":"absent"}""", "ResourceNotFoundException")]
    [InlineData("DescribeSecret", """{"SecretId":"absent"}""", "ResourceNotFoundException")]
    [InlineData("DeleteSecret", """{"SecretId":"absent"}""", "ResourceNotFoundException")]
    [InlineData("DeleteSecret", """{"SecretId":"s","RecoveryWindowInDays":6}""", "InvalidParameterException")]
    [InlineData("DeleteSecret", """{"SecretId":"s","RecoveryWindowInDays":7,"ForceDeleteWithoutRecovery":true}""", "InvalidParameterException")]
    public async Task Refuses_invalid_requests_with_the_error_of_AWS(string operation, string request, string code)
    {
        await Create("s", "a");

        (await Code(operation, request)).ShouldBe(code);
    }

    [Fact]
    public async Task A_deleted_secret_keeps_its_name_until_its_window_ends()
    {
        var arn = await Create("s", """{\"MediaPackageCDNIdentifier\":\"one\"}""");
        (await _plane.Rpc("secretsmanager", "DeleteSecret", """{"SecretId":"s","RecoveryWindowInDays":7}""")).Status.ShouldBe(200);

        (await Code("GetSecretValue", """{"SecretId":"s"}""")).ShouldBe("InvalidRequestException");
        (await Code("CreateSecret", """{"Name":"s","SecretString":"a"}""")).ShouldBe("InvalidRequestException");
        (await _plane.Rpc("secretsmanager", "DescribeSecret", """{"SecretId":"s"}""")).Body["DeletedDate"].ShouldNotBeNull();
        _plane.Get<ICdnIdentifiers>().Of(arn).ShouldBeEmpty();
        _plane.Time.Advance(TimeSpan.FromDays(7).TotalSeconds);
        (await Code("DescribeSecret", """{"SecretId":"s"}""")).ShouldBe("ResourceNotFoundException");
        (await Create("s", "a")).ShouldNotBe(arn);
    }

    [Fact]
    public async Task A_forced_deletion_is_at_once_and_asked_again_still_fulfilled()
    {
        await Create("s", "a");
        for (var i = 0; i < 2; i++)
            (await _plane.Rpc("secretsmanager", "DeleteSecret", """{"SecretId":"s","ForceDeleteWithoutRecovery":true}""")).Status.ShouldBe(200);

        (await Code("DescribeSecret", """{"SecretId":"s"}""")).ShouldBe("ResourceNotFoundException");
    }

    [Fact]
    public async Task A_CDN_may_show_the_current_identifier_and_the_previous_one()
    {
        var arn = await Create("cdn", """{\"MediaPackageCDNIdentifier\":\"one\"}""");
        _plane.Get<ICdnIdentifiers>().Of(arn).ShouldBe(["one"]);
        await Put("cdn", """{\"MediaPackageCDNIdentifier\":\"two\"}""");
        _plane.Get<ICdnIdentifiers>().Of(arn).ShouldBe(["two", "one"]);
        await Put("cdn", "no JSON");
        _plane.Get<ICdnIdentifiers>().Of(arn).ShouldBe(["two"]);
        using var next = await _plane.RestartAsync();
        next.Get<ICdnIdentifiers>().Of(arn).ShouldBe(["two"]);
        next.Get<ICdnIdentifiers>().Of("arn:aws:secretsmanager:us-east-1:000000000000:secret:other-abcdef").ShouldBeEmpty();
    }

    public void Dispose() => _plane.Dispose();

    private async Task<string> Create(string name, string value)
    {
        var (status, body) = await _plane.Rpc("secretsmanager", "CreateSecret", $$"""{"Name":"{{name}}","SecretString":"{{value}}"}""");
        status.ShouldBe(200, body.ToJsonString());
        return (string)body["ARN"]!;
    }

    private async Task Put(string id, string value) =>
        (await _plane.Rpc("secretsmanager", "PutSecretValue", $$"""{"SecretId":"{{id}}","SecretString":"{{value}}"}""")).Status.ShouldBe(200);

    private async Task<string?> Value(string id, string stage = "AWSCURRENT") =>
        (string?)(await _plane.Rpc("secretsmanager", "GetSecretValue", $$"""{"SecretId":"{{id}}","VersionStage":"{{stage}}"}""")).Body["SecretString"];

    private async Task<string> Code(string operation, string request)
    {
        var (status, body) = await _plane.Rpc("secretsmanager", operation, request);
        status.ShouldBe(400);
        return (string)body["__type"]!;
    }
}
