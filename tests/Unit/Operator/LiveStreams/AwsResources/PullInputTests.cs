using System.Text.Json.Nodes;
using Amazon.Runtime;
using Onair.Api.LiveStreams;
using Onair.Operator.AwsAccounts;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Tests.Unit.Aws.Loopback;
using Onair.Tests.Unit.Operator.ExternalResources;

namespace Onair.Tests.Unit.Operator.LiveStreams.AwsResources;

/// <summary>A pull input as MediaLive is asked for it, and as it answers.</summary>
public sealed class PullInputTests
{
    private static readonly IReadOnlyList<InputSourceSpec> TwoSources =
    [
        new() { Url = "rtmp://a.example.com/live/stage", CredentialsSecretRef = new() { Name = "login" } },
        new() { Url = "rtmp://b.example.com/live/stage" },
    ];

    [Fact]
    public async Task It_is_created_with_sources_and_without_what_a_push_input_has()
    {
        await using var aws = await LoopbackService.StartAsync(Reply.Json(201, """{"input":{"id":"7"}}"""));
        using var account = Account(aws);

        (await new InputResource().CreateAsync(Context(account), "token-1", CancellationToken.None)).Id.ShouldBe("7");

        var body = Body(aws);
        ((string)body["type"]!).ShouldBe("RTMP_PULL");
        ((string)body["requestId"]!).ShouldBe("token-1");
        body["sources"]!.ToJsonString().ShouldBe(
            """[{"passwordParam":"/onair/uid-1/0","url":"rtmp://a.example.com/live/stage","username":"studio"},{"url":"rtmp://b.example.com/live/stage"}]""");
        body["destinations"].ShouldBeNull();
        body["inputSecurityGroups"].ShouldBeNull();
    }

    [Fact]
    public async Task An_update_sends_the_sources_as_declared()
    {
        await using var aws = await LoopbackService.StartAsync(Reply.Json(200, """{"input":{"id":"7"}}"""));
        using var account = Account(aws);

        await new InputResource().UpdateAsync(Context(account), Proven.Of(ResourceKind.Input, "7"), CancellationToken.None);

        aws.Requests.ShouldHaveSingleItem().Method.ShouldBe("PUT");
        Body(aws)["sources"]!.AsArray().Select(s => (string)s!["url"]!).ShouldBe(TwoSources.Select(s => s.Url));
    }

    private const string First = """{"url":"rtmp://a.example.com/live/stage","username":"studio","passwordParam":"/onair/uid-1/0"}""";
    private const string Second = """{"url":"rtmp://b.example.com/live/stage"}""";

    public static TheoryData<string, string[]> Answers => new()
    {
        { $"{First},{Second}", [] },
        { $"{First},{Second.Replace("}", ",\"username\":\"\",\"passwordParam\":\"\"}", StringComparison.Ordinal)}", [] },
        { $"{Second},{First}", ["spec.input.sources[0].url", "spec.input.sources[0].credentialsSecretRef", "spec.input.sources[1].url", "spec.input.sources[1].credentialsSecretRef"] },
        { $"{First.Replace("studio", "guest", StringComparison.Ordinal)},{Second}", ["spec.input.sources[0].credentialsSecretRef"] },
        { $"{First.Replace("uid-1", "other", StringComparison.Ordinal)},{Second}", ["spec.input.sources[0].credentialsSecretRef"] },
        { $"{First},{Second.Replace("/live/", "/test/", StringComparison.Ordinal)}", ["spec.input.sources[1].url"] },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Names_differences_by_their_field_in_the_spec(string sources, string[] differences)
    {
        var answer = $$$"""
            {"id":"7","arn":"arn:aws:medialive:eu-central-1:123456789012:input:7","state":"DETACHED","type":"RTMP_PULL","inputClass":"STANDARD",
             "destinations":[],"sources":[{{{sources}}}],"tags":{"onair.dev/uid":"uid-1"}}
            """;
        await using var aws = await LoopbackService.StartAsync(Reply.Json(200, answer));
        using var account = Account(aws);

        var seen = await new InputResource().LookAsync(Context(account), "7", CancellationToken.None);

        seen.Differences.ShouldBe(differences);
        seen.Urls.ShouldBeEmpty();
        seen.Unfit.ShouldBeNull();
        (seen.State, seen.Tag?.Uid).ShouldBe((Lifecycle.Idle, "uid-1"));
    }

    [Fact]
    public async Task Credentials_that_were_not_read_are_not_compared()
    {
        var answer = $$$"""{"id":"7","state":"DETACHED","type":"RTMP_PULL","inputClass":"STANDARD","sources":[{{{First}}},{{{Second}}}]}""";
        await using var aws = await LoopbackService.StartAsync(Reply.Json(200, answer));
        using var account = Account(aws);

        (await new InputResource().LookAsync(Context(account) with { Sources = [] }, "7", CancellationToken.None)).Differences.ShouldBeEmpty();
    }

    private static JsonNode Body(LoopbackService aws) => JsonNode.Parse(aws.Requests.ShouldHaveSingleItem().Body)!;

    private static ProviderAccount Account(LoopbackService aws) => new(
        "p", new() { Region = "eu-central-1", EndpointUrl = aws.Url }, new BasicAWSCredentials("id", "key"));

    private static StreamContext Context(ProviderAccount account)
    {
        var stream = new LiveStream
        {
            Metadata = new() { Name = "stage", NamespaceProperty = "studio", Uid = "uid-1" },
            Spec = new() { Input = new() { Type = InputType.RtmpPull, Redundancy = InputRedundancy.Standard, Sources = TwoSources } },
            Status = new() { Resources = new() { SourceCredentials = "/onair/uid-1" } },
        };
        return new(stream, account, "test", null) { Sources = [new("studio", "s3cret"), null] };
    }
}
