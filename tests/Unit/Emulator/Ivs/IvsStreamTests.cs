using System.Text.Json.Nodes;
using Onair.Emulator.Faults;
using Onair.Emulator.Ivs;
using Onair.Emulator.Ivs.Streams;
using Onair.Emulator.Media;
using static Onair.Tests.Unit.Emulator.Ivs.IvsFixtures;

namespace Onair.Tests.Unit.Emulator.Ivs;

public sealed class IvsStreamTests : IDisposable
{
    private readonly ControlPlane _plane = new();

    public void Dispose() => _plane.Dispose();

    [Fact]
    public async Task A_push_is_a_stream_until_it_ends()
    {
        var channel = await _plane.IvsChannelAsync();
        (await CodeAsync("GetStream", channel)).ShouldBe((404, "is not broadcasting"));
        (await CodeAsync("StopStream", channel)).ShouldBe((404, "is not broadcasting"));

        _plane.Push(channel);

        var stream = await _plane.LiveAsync(channel);
        ((string)stream["streamId"]!).ShouldMatch("^st-[0-9A-Za-z]{23}$");
        ((string)stream["state"]!).ShouldBe("LIVE");
        ((string)stream["health"]!).ShouldBe("HEALTHY");
        ((string)stream["startTime"]!).ShouldBe("2026-01-01T00:00:00Z");
        ((string)stream["playbackUrl"]!).ShouldEndWith($".channel.{channel.Id}.m3u8");
        ((int)stream["viewerCount"]!).ShouldBe(0);

        _plane.Get<DeclaredPushes>().Drop(channel.Id);
        (await CodeAsync("GetStream", channel)).ShouldBe((404, "is not broadcasting"));
        await Eventually.ShouldBeAsync(() => _plane.Media.Running.IsEmpty, "the media engine is told of the end");
    }

    [Fact]
    public async Task A_live_channel_is_neither_edited_nor_deleted()
    {
        var channel = await _plane.IvsChannelAsync();
        _plane.Push(channel);
        await _plane.LiveAsync(channel);

        (await _plane.Ivs("UpdateChannel", $$"""{"arn":"{{channel.Arn}}","name":"x"}""")).Status.ShouldBe(409);
        (await _plane.Ivs("DeleteChannel", Json("arn", channel.Arn))).Status.ShouldBe(409);
        (await _plane.IvsTags("POST", channel.Arn, body: """{"tags":{"a":"1"}}""")).Status.ShouldBe(200);

        (await _plane.Ivs("DeleteStreamKey", Json("arn", channel.KeyArn))).Status.ShouldBe(204);
        (await _plane.Ivs("GetStream", Json("channelArn", channel.Arn))).Status.ShouldBe(200, "the key let it in; it goes on without");
        (await _plane.Ivs("StopStream", Json("channelArn", channel.Arn))).Status.ShouldBe(200);
        (await CodeAsync("StopStream", channel)).ShouldBe((404, "is not broadcasting"));
        (await _plane.Ivs("DeleteChannel", Json("arn", channel.Arn))).Status.ShouldBe(204);
    }

    [Fact]
    public async Task A_push_without_video_is_not_live_yet()
    {
        var channel = await _plane.IvsChannelAsync();
        _plane.Get<DeclaredPushes>().Begin(channel.Id);

        (await CodeAsync("GetStream", channel)).ShouldBe((404, "is not broadcasting"));
        (await CodeAsync("StopStream", channel)).ShouldBe((503, "temporarily unavailable"));
        (await _plane.Ivs("DeleteChannel", Json("arn", channel.Arn))).Status.ShouldBe(409);
    }

    [Fact]
    public async Task A_stream_that_gets_nothing_starves()
    {
        var channel = await _plane.IvsChannelAsync();
        var other = await _plane.IvsChannelAsync();
        _plane.Push(channel);
        _plane.Push(other);
        await _plane.LiveAsync(channel);
        await _plane.LiveAsync(other);

        _plane.Media.Receiving = false;

        ((string)(await _plane.LiveAsync(channel))["health"]!).ShouldBe("STARVING");
        (await StreamsAsync("""{"filterBy":{"health":"STARVING"}}""")).Count.ShouldBe(2);
        (await StreamsAsync("""{"filterBy":{"health":"HEALTHY"}}""")).ShouldBeEmpty();
        var page = (await _plane.Ivs("ListStreams", """{"maxResults":1}""")).Body;
        page["streams"]!.AsArray().ShouldHaveSingleItem()!["playbackUrl"].ShouldBeNull();
        page["nextToken"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_push_that_comes_back_is_another_stream()
    {
        var channel = await _plane.IvsChannelAsync();
        _plane.Push(channel);
        var first = (string)(await _plane.LiveAsync(channel))["streamId"]!;

        _plane.Get<DeclaredPushes>().Drop(channel.Id);
        _plane.Push(channel);

        ((string)(await _plane.LiveAsync(channel))["streamId"]!).ShouldNotBe(first);
    }

    [Fact]
    public async Task The_playlists_of_a_stream_go_a_minute_after_it()
    {
        var channel = await _plane.IvsChannelAsync();
        _plane.Push(channel);
        await _plane.LiveAsync(channel);
        var token = _plane.Media.Running.Values.Single().Package!.Endpoints.Single().EndpointToken;

        _plane.Get<DeclaredPushes>().Drop(channel.Id);
        await CodeAsync("GetStream", channel);
        _plane.Time.Advance(59);
        _plane.Media.RemovedEndpoints.ShouldNotContain(token);
        _plane.Time.Advance(2);

        await Eventually.ShouldBeAsync(() => _plane.Media.RemovedEndpoints.Contains(token), "the playlists are removed");
    }

    [Fact]
    public async Task A_restarted_emulator_has_no_streams_and_clears_up_behind_them()
    {
        var channel = await _plane.IvsChannelAsync();
        _plane.Push(channel);
        await _plane.LiveAsync(channel);
        var token = _plane.Media.Running.Values.Single().Package!.Endpoints.Single().EndpointToken;

        using var next = await _plane.RestartAsync();

        (await next.Ivs("GetStream", Json("channelArn", channel.Arn))).Status.ShouldBe(404);
        next.Media.RemovedEndpoints.ShouldContain(token);
        (await next.Ivs("DeleteChannel", Json("arn", channel.Arn))).Status.ShouldBe(204);
    }

    [Theory]
    [InlineData("STANDARD", "LOW", 2, 1, 10)]
    [InlineData("BASIC", "NORMAL", 1, 4, 24)]
    public async Task The_ladder_follows_from_the_type_and_segments_from_the_latency(string type, string latency, int renditions, int seconds, int window)
    {
        var channel = await _plane.IvsChannelAsync($$"""{"type":"{{type}}","latencyMode":"{{latency}}"}""");
        _plane.Push(channel);
        await _plane.LiveAsync(channel);

        var plan = _plane.Media.Running.Values.Single();
        plan.Renditions.Count.ShouldBe(renditions);
        plan.Renditions[0].IsCopy.ShouldBeTrue();
        plan.Package!.Endpoints.Single().SegmentSeconds.ShouldBe(seconds);
        plan.Package.Endpoints.Single().PlaylistWindowSeconds.ShouldBe(window);
        plan.ToString().ShouldNotContain(channel.Key);
    }

    [Fact]
    public async Task Reads_may_lag_as_for_other_services()
    {
        var channel = await _plane.IvsChannelAsync();
        _plane.Get<FaultRuleRegistry>().Current = [new FaultRule("ivs", "*", FaultMoment.Unseen, Age: 30)];

        (await _plane.Ivs("GetChannel", Json("arn", channel.Arn))).Status.ShouldBe(404);
        (await _plane.Ivs("ListChannels")).Body["channels"]!.AsArray().ShouldBeEmpty();
        (await _plane.Ivs("GetStreamKey", Json("arn", channel.KeyArn))).Status.ShouldBe(404);
        _plane.Time.Advance(31);
        (await _plane.Ivs("GetChannel", Json("arn", channel.Arn))).Status.ShouldBe(200);
        (await _plane.Ivs("ListChannels")).Body["channels"]!.AsArray().ShouldHaveSingleItem();
        // The same name is no second identity: a young channel hides no old one.
        var young = await _plane.IvsChannelAsync();
        (await _plane.Ivs("ListChannels")).Body["channels"]!.AsArray().ShouldHaveSingleItem()!["arn"]!.GetValue<string>().ShouldBe(channel.Arn);

        _plane.Get<FaultRuleRegistry>().Current = [new FaultRule("ivs", "CreateChannel", FaultMoment.After, "InternalServerException")];
        (await _plane.Ivs("CreateChannel")).Status.ShouldBe(500);
        _plane.Get<FaultRuleRegistry>().Current = [new FaultRule("ivs", "CreateChannel", FaultMoment.Before, "PendingVerification")];
        (await _plane.Ivs("CreateChannel")).Status.ShouldBe(403);
        _plane.Get<FaultRuleRegistry>().Current = [];
        (await _plane.Ivs("DeleteChannel", Json("arn", young.Arn))).Status.ShouldBe(204);
        (await _plane.Ivs("ListChannels")).Body["channels"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(false, null, false, StreamStep.None)]
    [InlineData(false, "1", false, StreamStep.Begin)]
    [InlineData(true, "1", false, StreamStep.None)]
    [InlineData(true, "1", true, StreamStep.GoLive)]
    [InlineData(true, "2", true, StreamStep.End)]
    [InlineData(true, null, true, StreamStep.End)]
    public void A_stream_is_one_connection(bool exists, string? connection, bool receiving, object step)
    {
        var stream = new IvsStream { Id = "st", ChannelId = "c", Token = "t", Connection = "1", ConnectedAt = _plane.Time.GetUtcNow() };

        StreamDecision.Decide(exists ? stream : null, connection, receiving).ShouldBe((StreamStep)step);
        StreamDecision.Decide(stream with { LiveAt = stream.ConnectedAt }, "1", receiving).ShouldBe(StreamStep.None);
    }

    private async Task<(int Status, string Words)> CodeAsync(string operation, Created channel)
    {
        var (status, body) = await _plane.Ivs(operation, Json("channelArn", channel.Arn));
        string[] known = ["is not broadcasting", "temporarily unavailable"];
        return (status, known.FirstOrDefault(k => ((string?)body["message"] ?? "").Contains(k, StringComparison.Ordinal)) ?? body.ToJsonString());
    }

    private async Task<JsonArray> StreamsAsync(string request) => (await _plane.Ivs("ListStreams", request)).Body["streams"]!.AsArray();
}
