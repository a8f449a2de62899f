using System.Text.Json.Nodes;
using Amazon.CloudFront;
using Amazon.MediaLive;
using Amazon.MediaLive.Model;
using Amazon.Runtime;
using Onair.Tests.Unit.Aws.Loopback;
using Onair.Tests.Unit.Aws.Models;
using Onair.Tests.Unit.Aws.Values;

namespace Onair.Tests.Unit.Aws;

public sealed class PaginatorTests
{
    public static TheoryData<string, string> Paged
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var model in TestModel.All)
            {
                foreach (var (operation, _) in model.Pagination) data.Add(model.Namespace, operation);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Paged))]
    public async Task Responses_follow_the_tokens_until_there_is_none(string service, string operation)
    {
        var model = TestModel.Of(service);
        await using var server = await LoopbackService.StartAsync(r => Page(model, operation, Token(model, operation, r)));
        using var client = new ClientUnderTest(model, server);

        var count = await CountAsync(Paginator(client, model, operation), "Responses");

        count.ShouldBe(3);
        server.Requests.Select(r => Token(model, operation, r)).ShouldBe(["start", "t1", "t2"]);
    }

    [Theory]
    [MemberData(nameof(Paged))]
    public async Task Items_of_all_pages_come_as_one_sequence(string service, string operation)
    {
        var model = TestModel.Of(service);
        var result = model.Pagination.Object(operation).Text("result_key")!.Split('.')[^1].Pascal();
        await using var server = await LoopbackService.StartAsync(r => Page(model, operation, Token(model, operation, r)));
        using var client = new ClientUnderTest(model, server);

        // A sample has two items a list.
        (await CountAsync(Paginator(client, model, operation), result)).ShouldBe(6);
    }

    [Fact]
    public async Task Pages_without_items_or_list_are_passed_over()
    {
        var replies = new Queue<string>(["""{"nextToken":"a"}""", """{"channels":[],"nextToken":"b"}""", """{"channels":[{"id":"7"}]}"""]);
        await using var server = await LoopbackService.StartAsync(_ => Reply.Json(200, replies.Dequeue()));
        using var client = Client(server);

        var channels = client.Paginators.ListChannels(new ListChannelsRequest()).Channels;

        (await channels.Select(c => c.Id).ToListAsync()).ShouldBe(["7"]);
    }

    [Fact]
    public async Task A_token_that_repeats_itself_ends_the_pages()
    {
        await using var server = await LoopbackService.StartAsync(Reply.Json(200, """{"channels":[{"id":"7"}],"nextToken":"same"}"""));
        using var client = Client(server);

        (await client.Paginators.ListChannels(new ListChannelsRequest()).Responses.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_paginator_is_used_once()
    {
        await using var server = await LoopbackService.StartAsync(Reply.Json(200, """{"channels":[]}"""));
        using var client = Client(server);
        var paginator = client.Paginators.ListChannels(new ListChannelsRequest());
        await paginator.Channels.CountAsync();

        await Should.ThrowAsync<InvalidOperationException>(async () => await paginator.Channels.CountAsync());
    }

    [Fact]
    public async Task A_truncation_flag_that_is_off_ends_the_pages()
    {
        const string Body = "<DistributionList><IsTruncated>false</IsTruncated><NextMarker>more</NextMarker><Quantity>0</Quantity></DistributionList>";
        await using var server = await LoopbackService.StartAsync(Reply.Xml(200, Body));
        using var client = new AmazonCloudFrontClient(
            new BasicAWSCredentials("AKIDEXAMPLE", "secret"), new AmazonCloudFrontConfig { ServiceURL = server.Url, AuthenticationRegion = "us-east-1" });

        (await client.Paginators.ListDistributions(new()).Responses.CountAsync()).ShouldBe(1);
    }

    private static AmazonMediaLiveClient Client(LoopbackService server) => new(
        new BasicAWSCredentials("AKIDEXAMPLE", "secret"), new AmazonMediaLiveConfig { ServiceURL = server.Url, AuthenticationRegion = "eu-central-1" });

    private static object Paginator(ClientUnderTest client, TestModel model, string operation)
    {
        var request = client.NewRequest(operation);
        var input = model.Operation(operation).Object("input").Text("shape")!;
        var tree = Sample.OfMessage(model, input);
        tree[model.Pagination.Object(operation).Text("input_token")!] = "start";
        Reflected.Fill(model, model.Shape(input), tree, request);
        return client.Paginators.GetType().GetMethod(operation)!.Invoke(client.Paginators, [request])!;
    }

    private static async Task<int> CountAsync(object paginator, string sequence)
    {
        dynamic items = paginator.GetType().GetProperty(sequence)!.GetValue(paginator)!;
        return await AsyncEnumerable.CountAsync(items);
    }

    private static string Token(TestModel model, string operation, ReceivedRequest request) =>
        WireRequest.Read(model, operation, request)[model.Pagination.Object(operation).Text("input_token")!]!.GetValue<string>();

    private static Reply Page(TestModel model, string operation, string token)
    {
        var facts = model.Pagination.Object(operation);
        var tree = Sample.OfMessage(model, model.Operation(operation).Object("output").Text("shape"));
        string? next = token switch { "start" => "t1", "t1" => "t2", _ => null };
        Set(tree, facts.Text("output_token")!, next);
        if (facts.Text("more_results") is { } more) Set(tree, more, next is null ? "false" : "true");
        return WireReply.Write(model, operation, tree);
    }

    private static void Set(JsonObject tree, string path, string? value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1]) tree = tree[name]!.AsObject();
        if (value is null) tree.Remove(names[^1]);
        else tree[names[^1]] = value;
    }
}
