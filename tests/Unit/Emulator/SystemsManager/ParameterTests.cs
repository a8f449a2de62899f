using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Emulator.SystemsManager;

public sealed class ParameterTests : IDisposable
{
    private const string Secret = "correct-horse";

    private readonly ControlPlane _plane = new();

    [Theory]
    [InlineData("/onair/stage/password", "arn:aws:ssm:us-east-1:000000000000:parameter/onair/stage/password")]
    [InlineData("password", "arn:aws:ssm:us-east-1:000000000000:parameter/password")]
    public async Task A_parameter_is_found_by_name_and_by_the_ARN_that_AWS_would_give_it(string name, string arn)
    {
        (await Put(name, "a", "String")).ShouldBe((200, """{"Version":1,"Tier":"Standard"}"""));

        foreach (var id in (string[])[name, arn, $"{name}:1", $"{arn}:1"])
        {
            var (status, body) = await _plane.Rpc("ssm", "GetParameter", $$"""{"Name":"{{id}}"}""");
            status.ShouldBe(200);
            ((string?)body["Parameter"]!["Name"]).ShouldBe(name);
            ((string?)body["Parameter"]!["ARN"]).ShouldBe(arn);
            ((string?)body["Parameter"]!["Value"]).ShouldBe("a");
            ((string?)body["Parameter"]!["Selector"]).ShouldBe(id.EndsWith(":1", StringComparison.Ordinal) ? ":1" : null);
        }
    }

    [Fact]
    public async Task A_secure_string_is_only_told_to_those_who_ask_for_its_decryption()
    {
        await Put("/p", Secret, "SecureString");

        (await Get("""{"Name":"/p"}""")).ShouldNotContain(Secret);
        (await Get("""{"Name":"/p","WithDecryption":true}""")).ShouldBe(Secret);
        using var next = await _plane.RestartAsync();
        ((string?)(await next.Rpc("ssm", "GetParameter", """{"Name":"/p","WithDecryption":true}""")).Body["Parameter"]!["Value"]).ShouldBe(Secret);
    }

    [Fact]
    public async Task Only_an_overwrite_changes_a_parameter_and_counts_its_versions()
    {
        await Put("/p", "a", "String");

        (await Put("/p", "b", "String")).ShouldBe((400, "ParameterAlreadyExists"));
        (await _plane.Rpc("ssm", "PutParameter", """{"Name":"/p","Value":"b","Overwrite":true}""")).Body["Version"]!.GetValue<int>().ShouldBe(2);
        (await Get("""{"Name":"/p"}""")).ShouldBe("b");
        (await Code("GetParameter", """{"Name":"/p:1"}""")).ShouldBe("ParameterVersionNotFound");
        (await Code("PutParameter", """{"Name":"/p","Value":"b","Overwrite":true,"Type":"SecureString"}""")).ShouldBe("HierarchyTypeMismatchException");
    }

    [Theory]
    [InlineData("""{"Name":"a b","Value":"v","Type":"String"}""", "ValidationException")]
    [InlineData("""{"Name":"a/b","Value":"v","Type":"String"}""", "ValidationException")]
    [InlineData("""{"Name":"/a//b","Value":"v","Type":"String"}""", "ValidationException")]
    [InlineData("""{"Name":"/AWS-x","Value":"v","Type":"String"}""", "ValidationException")]
    [InlineData("""{"Name":"ssmx","Value":"v","Type":"String"}""", "ValidationException")]
    [InlineData("""{"Name":"/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16","Value":"v","Type":"String"}""", "HierarchyLevelLimitExceededException")]
    [InlineData("""{"Name":"/p","Value":"","Type":"String"}""", "ValidationException")]
    [InlineData("""{"Name":"/p","Value":"v"}""", "ValidationException")]
    [InlineData("""{"Name":"/p","Value":"v","Type":"Secret"}""", "ValidationException")]
    [InlineData("""{"Name":"/p","Value":"v","Type":"String","AllowedPattern":"^\\d+$"}""", "ParameterPatternMismatchException")]
    [InlineData("""{"Name":"/p","Value":"v","Type":"String","AllowedPattern":"("}""", "InvalidAllowedPatternException")]
    [InlineData("""{"Name":"/p","Value":"v","Type":"String","Surprise":1}""", "ValidationException")]
    public async Task Refuses_invalid_requests_with_the_error_of_AWS(string request, string code) => (await Code("PutParameter", request)).ShouldBe(code);

    [Fact]
    public async Task No_message_tells_a_value()
    {
        var (_, tooLong) = await _plane.Rpc("ssm", "PutParameter", $$"""{"Name":"/p","Value":"{{string.Concat(Enumerable.Repeat(Secret, 400))}}","Type":"SecureString"}""");
        var (_, wrongType) = await _plane.Rpc("ssm", "PutParameter", $$"""{"Name":"/p","Value":{"a":"{{Secret}}"},"Type":"SecureString"}""");
        var (_, pattern) = await _plane.Rpc("ssm", "PutParameter", $$"""{"Name":"/p","Value":"{{Secret}}","Type":"SecureString","AllowedPattern":"^x$"}""");

        foreach (var body in (JsonNode[])[tooLong, wrongType, pattern])
        {
            body["__type"].ShouldNotBeNull();
            body.ToJsonString().ShouldNotContain(Secret);
        }
    }

    [Fact]
    public async Task Tags_are_the_parameter_s_by_its_name()
    {
        await _plane.Rpc("ssm", "PutParameter", """{"Name":"/p","Value":"v","Type":"String","Tags":[{"Key":"onair.dev/uid","Value":"1"}]}""");
        (await _plane.Rpc("ssm", "AddTagsToResource", """{"ResourceType":"Parameter","ResourceId":"/p","Tags":[{"Key":"a","Value":"b"}]}""")).Status.ShouldBe(200);
        (await _plane.Rpc("ssm", "RemoveTagsFromResource", """{"ResourceType":"Parameter","ResourceId":"/p","TagKeys":["absent"]}""")).Status.ShouldBe(200);

        var (_, listed) = await _plane.Rpc("ssm", "ListTagsForResource", """{"ResourceType":"Parameter","ResourceId":"/p"}""");
        listed.ToJsonString().ShouldBe("""{"TagList":[{"Key":"a","Value":"b"},{"Key":"onair.dev/uid","Value":"1"}]}""");
        (await Code("ListTagsForResource", """{"ResourceType":"Parameter","ResourceId":"/q"}""")).ShouldBe("InvalidResourceId");
        (await Code("ListTagsForResource", """{"ResourceType":"Document","ResourceId":"/p"}""")).ShouldBe("InvalidResourceType");
    }

    [Fact]
    public async Task A_deleted_parameter_is_not_found_and_a_name_of_any_length_can_be_stored()
    {
        var name = "/" + new string('n', 1000);
        (await Put(name, "a", "String")).Status.ShouldBe(200);
        (await _plane.Rpc("ssm", "DeleteParameter", $$"""{"Name":"{{name}}"}""")).Status.ShouldBe(200);

        (await Code("GetParameter", $$"""{"Name":"{{name}}"}""")).ShouldBe("ParameterNotFound");
        (await Code("DeleteParameter", $$"""{"Name":"{{name}}"}""")).ShouldBe("ParameterNotFound");
        (await Code("DescribeParameters", "{}")).ShouldBe("UnknownOperationException");
    }

    public void Dispose() => _plane.Dispose();

    private async Task<(int Status, string Answer)> Put(string name, string value, string type)
    {
        var (status, body) = await _plane.Rpc("ssm", "PutParameter", $$"""{"Name":"{{name}}","Value":"{{value}}","Type":"{{type}}"}""");
        return (status, status == 200 ? body.ToJsonString() : (string)body["__type"]!);
    }

    private async Task<string> Get(string request) => (string)(await _plane.Rpc("ssm", "GetParameter", request)).Body["Parameter"]!["Value"]!;

    private async Task<string> Code(string operation, string request)
    {
        var (status, body) = await _plane.Rpc("ssm", operation, request);
        status.ShouldBe(400);
        return (string)body["__type"]!;
    }
}
