using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Onair.Emulator.Apis;
using Onair.Emulator.Faults;

namespace Onair.Tests.Unit.Emulator.Apis;

public sealed class LimitTests
{
    [Fact]
    public async Task Quotas_hold_and_deleting_makes_room()
    {
        using var plane = new ControlPlane(o => (o.Quotas.InputSecurityGroups, o.Quotas.Inputs, o.Quotas.PackageChannels) = (2, 1, 1));
        var group = await plane.GroupAsync();
        var spare = await plane.GroupAsync();
        (await plane.MediaLive("POST", "/inputSecurityGroups", "{}")).Status.ShouldBe(429);
        (await plane.MediaLive("DELETE", $"/inputSecurityGroups/{spare}")).Status.ShouldBe(200);
        (await plane.MediaLive("POST", "/inputSecurityGroups", "{}")).Status.ShouldBe(200);

        await plane.InputAsync(group);
        var second = $$"""{"type":"RTMP_PUSH","inputSecurityGroups":["{{group}}"],"destinations":[{"streamName":"live/two"}]}""";
        (await plane.MediaLive("POST", "/inputs", second)).Status.ShouldBe(429);

        await plane.PackageAsync();
        var (status, body) = await plane.MediaPackage("POST", "/channels", """{"id":"second"}""");
        status.ShouldBe(422);
        ((string)body["message"]!).ShouldContain("Resource limit exceeded");
    }

    [Fact]
    public async Task Too_many_requests_at_once_are_throttled_until_tokens_come_back()
    {
        using var plane = new ControlPlane(o => (o.RateLimit.Enabled, o.RateLimit.Burst, o.RateLimit.PerSecond) = (true, 3, 5));
        for (var i = 0; i < 3; i++) (await plane.MediaLive("GET", "/channels")).Status.ShouldBe(200);
        (await plane.MediaLive("GET", "/channels")).Status.ShouldBe(429);
        (await plane.MediaPackage("GET", "/channels")).Status.ShouldBe(200);
        plane.Time.Advance(0.2);
        (await plane.MediaLive("GET", "/channels")).Status.ShouldBe(200);
        (await plane.MediaLive("GET", "/channels")).Status.ShouldBe(429);
    }

    [Fact]
    public async Task IVS_limits_each_operation_on_its_own()
    {
        using var plane = new ControlPlane(o => o.RateLimit.Enabled = true);
        for (var i = 0; i < 5; i++) (await plane.Ivs("ListChannels")).Status.ShouldBe(200);
        var (status, body) = await plane.Ivs("ListChannels");
        status.ShouldBe(429);
        ((string)body["message"]!).ShouldBe("Rate exceeded");
        for (var i = 0; i < 3; i++) (await plane.Ivs("ListPlaybackKeyPairs")).Status.ShouldBe(200);
        (await plane.Ivs("ListPlaybackKeyPairs")).Status.ShouldBe(429);
        plane.Time.Advance(0.2);
        (await plane.Ivs("ListChannels")).Status.ShouldBe(200);
        RequestLimits.OfIvs("ListTagsForResource").ShouldBe(10);
    }

    [Theory]
    [InlineData(FaultMoment.Before, 0)]
    [InlineData(FaultMoment.After, 1)]
    public async Task A_fault_strikes_before_or_after_the_effect(object moment, int created)
    {
        using var plane = new ControlPlane();
        plane.Get<FaultRuleRegistry>().Current = [new("mediapackage", "CreateChannel", (FaultMoment)moment, "InternalServerErrorException", StatusCodes.Status500InternalServerError)];
        (await plane.MediaPackage("POST", "/channels", """{"id":"pc"}""")).Status.ShouldBe(500);
        plane.Get<FaultRuleRegistry>().List().ShouldHaveSingleItem().Operation.ShouldBe("mediapackage:CreateChannel");
        plane.Get<FaultRuleRegistry>().Current = [];
        (await plane.MediaPackage("GET", "/channels")).Body["channels"]!.AsArray().Count.ShouldBe(created);
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        using var plane = new ControlPlane();
        foreach (var id in (string[])["c", "a", "b"]) await plane.MediaPackage("POST", "/channels", $$"""{"id":"{{id}}"}""");

        var first = (await plane.MediaPackage("GET", "/channels?maxResults=2")).Body;
        var token = Uri.EscapeDataString((string)first["nextToken"]!);
        var second = (await plane.MediaPackage("GET", $"/channels?maxResults=2&nextToken={token}")).Body;

        first["channels"]!.AsArray().Concat(second["channels"]!.AsArray()).Select(c => (string?)c!["id"]).ShouldBe(["a", "b", "c"]);
        second["nextToken"].ShouldBeNull();
        (await plane.MediaPackage("GET", "/channels?nextToken=%21")).Status.ShouldBe(422);
        (await plane.MediaPackage("GET", "/channels?maxResults=0")).Status.ShouldBe(422);
    }

    [Fact]
    public async Task A_page_that_is_not_asked_for_is_not_all_there_is()
    {
        using var plane = new ControlPlane();
        for (var i = 0; i < 21; i++) await plane.MediaPackage("POST", "/channels", $$"""{"id":"c{{i}}"}""");

        var first = (await plane.MediaPackage("GET", "/channels")).Body;

        first["channels"]!.AsArray().Count.ShouldBe(20);
        first["nextToken"].ShouldNotBeNull();
        (await plane.MediaLive("GET", "/channels?maxResults=1001")).Status.ShouldBe(400);
        (await plane.MediaPackage("GET", "/channels?maxResults=1001")).Status.ShouldBe(422);
    }

    [Theory]
    [InlineData(51, 1, 1, false)]
    [InlineData(50, 1, 1, true)]
    [InlineData(1, 129, 1, false)]
    [InlineData(1, 128, 256, true)]
    [InlineData(1, 1, 257, false)]
    public async Task Tags_keep_their_limits(int count, int keyLength, int valueLength, bool isGood)
    {
        using var plane = new ControlPlane();
        var tags = new JsonObject();
        for (var i = 0; i < count; i++) tags[i.ToString(CultureInfo.InvariantCulture).PadLeft(keyLength, 'k')] = new string('v', valueLength);

        (await plane.MediaLive("POST", "/inputSecurityGroups", new JsonObject { ["tags"] = tags }.ToJsonString())).Status.ShouldBe(isGood ? 200 : 400);
        var package = new JsonObject { ["id"] = "pc", ["tags"] = tags.DeepClone() };
        (await plane.MediaPackage("POST", "/channels", package.ToJsonString())).Status.ShouldBe(isGood ? 200 : 422);
    }

    [Fact]
    public async Task Channels_with_large_pictures_have_a_quota_of_their_own()
    {
        using var plane = new ControlPlane();
        await plane.PackageAsync();
        var group = await plane.GroupAsync();
        (await CreateAsync("a", 3840)).ShouldBe(201);
        (await CreateAsync("b", 3840)).ShouldBe(429);
        (await CreateAsync("c", 1920)).ShouldBe(201);

        async Task<int> CreateAsync(string stream, int width)
        {
            var request = Fixtures.ChannelRequest(await plane.InputAsync(group, $"live/{stream}"));
            request["encoderSettings"]!["videoDescriptions"]![0]!["width"] = width;
            return (await plane.MediaLive("POST", "/channels", request.ToJsonString())).Status;
        }
    }

    [Fact]
    public void A_burst_never_exceeds_the_bucket()
    {
        var time = new FakeTime();
        var bucket = new TokenBucket(5, 2, time);
        time.Advance(100);
        Enumerable.Range(0, 4).Count(_ => bucket.TryTake()).ShouldBe(2);
    }
}
