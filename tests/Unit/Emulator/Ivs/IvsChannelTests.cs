using System.Text.Json.Nodes;
using Onair.Emulator.Media;
using static Onair.Tests.Unit.Emulator.Ivs.IvsFixtures;

namespace Onair.Tests.Unit.Emulator.Ivs;

public sealed class IvsChannelTests : IDisposable
{
    private readonly ControlPlane _plane = new();

    public void Dispose() => _plane.Dispose();

    [Fact]
    public async Task A_channel_comes_with_its_defaults_and_a_stream_key()
    {
        var (status, body) = await _plane.Ivs("CreateChannel", """{"name":"show","tags":{"onair.dev/uid":"u-1"}}""");

        status.ShouldBe(200);
        var channel = body["channel"]!;
        ((string)channel["arn"]!).ShouldMatch("^arn:aws:ivs:us-east-1:000000000000:channel/[0-9A-Za-z]{12}$");
        ((string)channel["ingestEndpoint"]!).ShouldBe("rtmps://127.0.0.1:4443");
        ((string)channel["playbackUrl"]!).ShouldMatch(@"^http://package\.test:8080/api/video/v1/us-east-1\.000000000000\.channel\.[0-9A-Za-z]{12}\.m3u8$");
        ((string)channel["latencyMode"]!).ShouldBe("LOW");
        ((string)channel["type"]!).ShouldBe("STANDARD");
        ((bool)channel["authorized"]!).ShouldBeFalse();
        ((bool)channel["insecureIngest"]!).ShouldBeFalse();
        ((string)channel["recordingConfigurationArn"]!).ShouldBe("");
        ((string)channel["preset"]!).ShouldBe("");
        ((string)channel["tags"]!["onair.dev/uid"]!).ShouldBe("u-1");
        var key = body["streamKey"]!;
        ((string)key["arn"]!).ShouldMatch("^arn:aws:ivs:us-east-1:000000000000:stream-key/[0-9A-Za-z]{12}$");
        ((string)key["channelArn"]!).ShouldBe((string)channel["arn"]!);
        ((string)key["value"]!).ShouldMatch("^sk_us-east-1_[0-9A-Za-z]{12}_[0-9A-Za-z]{30}$");
    }

    [Fact]
    public async Task A_repeated_creation_makes_a_second_channel()
    {
        var first = await _plane.IvsChannelAsync("""{"name":"same"}""");
        var second = await _plane.IvsChannelAsync("""{"name":"same"}""");

        second.Arn.ShouldNotBe(first.Arn);
        (await ListAsync("""{"filterByName":"same"}""")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_update_changes_what_it_names()
    {
        var channel = await _plane.IvsChannelAsync("""{"name":"before","type":"ADVANCED_HD"}""");

        var (status, body) = await _plane.Ivs("UpdateChannel", $$"""{"arn":"{{channel.Arn}}","latencyMode":"NORMAL"}""");

        status.ShouldBe(200);
        ((string)body["channel"]!["name"]!).ShouldBe("before");
        ((string)body["channel"]!["latencyMode"]!).ShouldBe("NORMAL");
        ((string)body["channel"]!["preset"]!).ShouldBe("HIGHER_BANDWIDTH_DELIVERY");
        (await _plane.Ivs("UpdateChannel", $$"""{"arn":"{{channel.Arn}}","type":"BASIC"}""")).Body["channel"]!["preset"]!.GetValue<string>().ShouldBe("");
        ((string)(await _plane.Ivs("GetChannel", Json("arn", channel.Arn))).Body["channel"]!["type"]!).ShouldBe("BASIC");
    }

    [Theory]
    [InlineData("""{"name":"a b"}""", "name: value 'a b' must satisfy regular expression pattern")]
    [InlineData("""{"type":"HUGE"}""", "type: value 'HUGE' must satisfy enum value set: [BASIC, STANDARD")]
    [InlineData("""{"colour":"red"}""", "colour: is not a member of CreateChannelRequest")]
    [InlineData("""{"preset":"HIGHER_BANDWIDTH_DELIVERY"}""", "preset: value 'HIGHER_BANDWIDTH_DELIVERY' is for the types ADVANCED_HD and ADVANCED_SD only, not for STANDARD")]
    [InlineData("""{"containerFormat":"FRAGMENTED_MP4"}""", "containerFormat: value 'FRAGMENTED_MP4' is not emulated, only TS")]
    [InlineData("""{"multitrackInputConfiguration":{"enabled":true}}""", "multitrackInputConfiguration.enabled: value true is not emulated")]
    [InlineData("""{"tags":{"aws:x":"1"}}""", "the key 'aws:x' must not start with aws:")]
    public async Task A_bad_channel_is_told_by_field_value_and_rule(string request, string message)
    {
        var (status, body) = await _plane.Ivs("CreateChannel", request);

        status.ShouldBe(400);
        ((string)body["message"]!).ShouldContain(message);
        ((string)body["exceptionMessage"]!).ShouldBe((string)body["message"]!, "IVS's own name for it");
        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_404_for_a_missing_channel()
    {
        const string other = "arn:aws:ivs:us-east-1:000000000000:channel/abcdefghijkl";
        (await _plane.Ivs("GetChannel", Json("arn", other))).Status.ShouldBe(404);
        (await _plane.Ivs("DeleteChannel", Json("arn", other))).Status.ShouldBe(404);
        (await _plane.Ivs("GetStream", Json("channelArn", other))).Status.ShouldBe(404);
        (await _plane.Ivs("ListStreamKeys", Json("channelArn", other))).Status.ShouldBe(404);
        (await _plane.Ivs("CreateStreamKey", Json("channelArn", other))).Status.ShouldBe(404);
        (await _plane.IvsTags("GET", other)).Status.ShouldBe(404);
        // Another account's.
        (await _plane.Ivs("GetChannel", Json("arn", "arn:aws:ivs:us-east-1:111111111111:channel/abcdefghijkl"))).Status.ShouldBe(404);
        (await _plane.Ivs("CreateChannel", Json("recordingConfigurationArn", other.Replace("channel", "recording-configuration", StringComparison.Ordinal)))).Status.ShouldBe(404);
        (await _plane.Ivs("GetChannel", Json("arn", "channel"))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Quotas_are_those_of_the_account_and_deleting_makes_room()
    {
        using var plane = new ControlPlane(o => o.Quotas.IvsChannels = 1);
        var channel = await plane.IvsChannelAsync();

        var (status, body) = await plane.Ivs("CreateChannel");
        status.ShouldBe(402);
        ((string)body["message"]!).ShouldContain("the quota is 1 channels");
        (await plane.Ivs("CreateStreamKey", Json("channelArn", channel.Arn))).Status.ShouldBe(402);

        (await plane.Ivs("DeleteStreamKey", Json("arn", channel.KeyArn))).Status.ShouldBe(204);
        (await plane.Ivs("CreateStreamKey", Json("channelArn", channel.Arn))).Status.ShouldBe(200);
        (await plane.Ivs("DeleteChannel", Json("arn", channel.Arn))).Status.ShouldBe(204);
        (await plane.Ivs("CreateChannel")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Lists_come_in_pages_and_filters_exclude_each_other()
    {
        for (var i = 0; i < 3; i++) await _plane.IvsChannelAsync($$"""{"name":"n{{i}}"}""");

        var first = (await _plane.Ivs("ListChannels", """{"maxResults":2}""")).Body;
        var second = (await _plane.Ivs("ListChannels", $$"""{"maxResults":2,"nextToken":"{{(string)first["nextToken"]!}}"}""")).Body;

        first["channels"]!.AsArray().Concat(second["channels"]!.AsArray()).Select(c => (string?)c!["name"]).ShouldBe(["n0", "n1", "n2"], ignoreOrder: true);
        second["nextToken"].ShouldBeNull();
        first["channels"]![0]!["playbackUrl"].ShouldBeNull("a summary has no URLs");
        (await ListAsync("""{"filterByName":"n1"}""")).ShouldHaveSingleItem();
        (await _plane.Ivs("ListChannels", """{"filterByName":"n1","filterByRecordingConfigurationArn":""}""")).Status.ShouldBe(409);
        (await _plane.Ivs("ListChannels", """{"maxResults":101}""")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_list_of_stream_keys_has_no_secret_and_one_item_a_page()
    {
        using var plane = new ControlPlane(o => o.Quotas.IvsStreamKeysPerChannel = 2);
        var channel = await plane.IvsChannelAsync();
        await plane.Ivs("CreateStreamKey", Json("channelArn", channel.Arn));

        var page = (await plane.Ivs("ListStreamKeys", Json("channelArn", channel.Arn))).Body;

        page["streamKeys"]!.AsArray().ShouldHaveSingleItem()!["value"].ShouldBeNull();
        page["nextToken"].ShouldNotBeNull();
        ((string)(await plane.Ivs("GetStreamKey", Json("arn", channel.KeyArn))).Body["streamKey"]!["value"]!).ShouldBe(channel.Key);
    }

    [Fact]
    public async Task A_batch_returns_the_stream_keys_that_exist_and_an_error_for_each_other_one()
    {
        var (first, second) = (await _plane.IvsChannelAsync(), await _plane.IvsChannelAsync());
        await _plane.Ivs("DeleteStreamKey", Json("arn", second.KeyArn));

        var (status, body) = await _plane.Ivs("BatchGetStreamKey", Arns(first.KeyArn, second.KeyArn));

        status.ShouldBe(200);
        ((string)body["streamKeys"]!.AsArray().ShouldHaveSingleItem()!["value"]!).ShouldBe(first.Key);
        var error = body["errors"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)error["arn"]!, (string)error["code"]!).ShouldBe((second.KeyArn, "ResourceNotFoundException"));
    }

    [Theory]
    [InlineData(0, 400)]
    [InlineData(50, 200)]
    [InlineData(51, 400)]
    public async Task A_batch_takes_one_to_fifty_stream_keys(int keys, int status)
    {
        var channel = await _plane.IvsChannelAsync();

        (await _plane.Ivs("BatchGetStreamKey", Arns([.. Enumerable.Repeat(channel.KeyArn, keys)]))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Every_kind_of_resource_has_tags()
    {
        var channel = await _plane.IvsChannelAsync();
        var recording = (string)(await _plane.Ivs("CreateRecordingConfiguration", """{"destinationConfiguration":{"s3":{"bucketName":"archive"}}}""")).Body["recordingConfiguration"]!["arn"]!;
        var (keyPair, pair) = await _plane.PlaybackKeyAsync();
        pair.Dispose();

        foreach (var arn in (string[])[channel.Arn, channel.KeyArn, recording, keyPair])
        {
            (await _plane.IvsTags("POST", arn, body: """{"tags":{"a":"1","onair.dev/uid":"u"}}""")).Status.ShouldBe(200, arn);
            (await _plane.IvsTags("DELETE", arn, "?tagKeys=a&tagKeys=b")).Status.ShouldBe(200, arn);
            (await _plane.IvsTags("GET", arn)).Body["tags"]!.ToJsonString().ShouldBe("""{"onair.dev/uid":"u"}""", arn);
        }

        (await ListAsync()).Single()!["tags"]!["onair.dev/uid"]!.GetValue<string>().ShouldBe("u", "summaries have tags");
    }

    [Fact]
    public async Task The_ingest_takes_the_keys_there_are_and_RTMP_where_it_is_allowed()
    {
        var secure = await _plane.IvsChannelAsync();
        var open = await _plane.IvsChannelAsync("""{"insecureIngest":true}""");
        await AcceptsAsync((secure.Id, secure.Key, "127.0.0.2/32"), (open.Id, open.Key, "0.0.0.0/0"));

        await _plane.Ivs("DeleteStreamKey", Json("arn", secure.KeyArn));
        await _plane.Ivs("UpdateChannel", $$"""{"arn":"{{open.Arn}}","insecureIngest":false}""");

        await AcceptsAsync((open.Id, open.Key, "127.0.0.2/32"));

        using var next = await _plane.RestartAsync();
        next.Get<DeclaredPushes>().Accepted.ShouldHaveSingleItem().Instance.ShouldBe(open.Key);
    }

    private Task AcceptsAsync(params (string Id, string Key, string Cidr)[] expected) => Eventually.ShouldBeAsync(
        () => _plane.Get<DeclaredPushes>().Accepted.Select(e => (e.InputId, e.Instance, e.AllowedCidrs[0])).ToHashSet().SetEquals(expected),
        "the ingest knows the keys");

    private static string Arns(params string[] arns) => new JsonObject { ["arns"] = new JsonArray([.. arns.Select(a => (JsonNode)a)]) }.ToJsonString();

    private async Task<JsonArray> ListAsync(string request = "{}") => (await _plane.Ivs("ListChannels", request)).Body["channels"]!.AsArray();
}
