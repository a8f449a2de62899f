using System.Text.Json.Nodes;
using Amazon.MediaLive.Model;
using Amazon.Runtime;
using Onair.Aws;
using Onair.Tests.Unit.Aws.Loopback;
using Onair.Tests.Unit.Aws.Models;

namespace Onair.Tests.Unit.Aws;

public sealed class RetryTests
{
    private static readonly TestModel MediaLive = TestModel.Of("MediaLive");

    [Fact]
    public async Task A_generated_token_is_the_same_in_every_attempt()
    {
        await using var server = await FailOnceAsync(Reply.Json(500, """{"__type":"InternalServerErrorException","message":"oops"}"""));
        using var client = new ClientUnderTest(MediaLive, server, retries: 1);

        await client.CallAsync("CreateChannel", new CreateChannelRequest { Name = "a" });

        server.Requests.Count.ShouldBe(2);
        var tokens = server.Requests.Select(RequestId).Distinct().ToList();
        Guid.TryParse(tokens.ShouldHaveSingleItem(), out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_calls_with_the_same_request_have_different_tokens()
    {
        await using var server = await LoopbackService.StartAsync(Reply.Json(201, "{}"));
        using var client = new ClientUnderTest(MediaLive, server);
        var request = new CreateChannelRequest { Name = "a" };

        await client.CallAsync("CreateChannel", request);
        await client.CallAsync("CreateChannel", request);

        server.Requests.Select(RequestId).Distinct().Count().ShouldBe(2);
        request.RequestId.ShouldBeNull();
    }

    [Fact]
    public async Task The_caller_s_token_is_sent_as_it_is()
    {
        await using var server = await LoopbackService.StartAsync(Reply.Json(201, "{}"));
        using var client = new ClientUnderTest(MediaLive, server);

        await client.CallAsync("CreateInput", new CreateInputRequest { RequestId = "uid-7" });

        RequestId(server.Requests.ShouldHaveSingleItem()).ShouldBe("uid-7");
    }

    [Fact]
    public async Task A_throttled_call_is_repeated_and_signed_again()
    {
        await using var server = await FailOnceAsync(Reply.Json(429, """{"__type":"TooManyRequestsException","message":"Too Many Requests"}"""));
        using var client = new ClientUnderTest(MediaLive, server, retries: 1);

        await client.CallAsync("DescribeChannel", new DescribeChannelRequest { ChannelId = "1" });

        server.Requests.Count.ShouldBe(2);
        server.Requests.ShouldAllBe(r => SigV4.Mismatch(r, ClientUnderTest.Secret, ClientUnderTest.Region, "medialive") == null);
    }

    [Fact]
    public async Task A_connection_that_breaks_leaves_the_outcome_open()
    {
        await using var server = await LoopbackService.StartAsync(Reply.Abort);
        using var client = new ClientUnderTest(MediaLive, server);

        var exception = await Should.ThrowAsync<Exception>(() => client.CallAsync("StartChannel", new StartChannelRequest { ChannelId = "1" }));

        AwsErrorReader.Classify(exception).Kind.ShouldBe(AwsErrorKind.Ambiguous);
    }

    [Fact]
    public void The_retry_mode_is_standard() => new Amazon.MediaLive.AmazonMediaLiveConfig().RetryMode.ShouldBe(RequestRetryMode.Standard);

    private static Task<LoopbackService> FailOnceAsync(Reply failure)
    {
        var calls = 0;
        return LoopbackService.StartAsync(_ => ++calls == 1 ? failure : Reply.Json(200, "{}"));
    }

    private static string RequestId(ReceivedRequest request) => JsonNode.Parse(request.Body)!["requestId"]!.GetValue<string>();
}
