using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api.EventSinks;
using Onair.Api.LiveStreams;
using Onair.Api.VideoAssets;
using Onair.Events;
using Onair.Events.Formats;
using Onair.Events.Kinds;

namespace Onair.Tests.Unit.Events.Formats;

public sealed class PlainTests
{
    private static readonly EventSinkSpec All = new() { Format = EventFormat.Plain };

    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "events.md"));

    /// <summary>Which objects an event becomes: the table in docs/events.md, where an event that becomes none has no row.</summary>
    public static TheoryData<string, string[]> Objects
    {
        get
        {
            var data = new TheoryData<string, string[]>();
            foreach (var type in EventTypes.All) data.Add(type, PartsOf(type));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Each_event_becomes_the_objects_that_the_page_says(string type, string[] parts)
    {
        var pending = SampleEvents.Of(type);

        SinkRequestBuilder.Of(All, [pending]).Select(request => request.Id).ShouldBe(parts.Select(part => $"{pending.Id}/{part}"));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Each_object_has_the_members_and_types_of_the_recorded_sample(string type, string[] parts)
    {
        foreach (var (request, part) in SinkRequestBuilder.Of(All, [SampleEvents.Of(type)]).Zip(parts))
        {
            var node = JsonNode.Parse(request.Body)!;
            var sample = part == "analytics" ? $"analytics-{node["analytics_type"]}" : part;
            ShouldBeLike(node, Sample(sample), $"{type} {part}");
            request.ContentType.ShouldBe("application/json; charset=utf-8");
        }
    }

    [Theory]
    [InlineData(EventTypes.VideoAssetReady, 0, "Video")]
    [InlineData(EventTypes.LiveStreamStarted, 0, "Stream")]
    [InlineData(EventTypes.LiveStreamStarted, 1, "Streaming event")]
    [InlineData(EventTypes.LiveStreamStopped, 2, "Analytics")]
    public void The_objects_have_the_members_and_types_of_the_earlier_service(string type, int index, string sample)
    {
        var sent = JsonNode.Parse(SinkRequestBuilder.Of(All, [SampleEvents.Of(type)])[index].Body)!;
        // The document leaves the members of stream_data out.
        if (sent["stream_data"] is { } stream) ContractSample.Read("player").Single(s => s.Name == "Stream").ShouldBeMetBy(stream, new HashSet<string>());
        // The members of data follow from analytics_type.
        var differences = sent["analytics_type"] is null ? [] : new[] { "data" };

        var known = ContractSample.Read("player").Single(s => s.Name == sample);
        ContractComparison.Between(known.Answer, sent, new HashSet<string>()).Where(d => !differences.Any(member => d.StartsWith($"{member}.", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Does_not_send_disabled_parts(string type, string[] parts)
    {
        var spec = All with { Plain = new() { Events = false, Analytics = false } };

        SinkRequestBuilder.Of(spec, [SampleEvents.Of(type)]).Select(request => request.Id.Split('/')[^1])
            .ShouldBe(parts.Where(part => part is "stream" or "video"));
    }

    [Fact]
    public void The_rows_of_the_page_are_found()
    {
        PartsOf(EventTypes.LiveStreamStarted).ShouldBe(["stream", "event", "analytics"]);
        PartsOf(EventTypes.ConnectorStarting).ShouldBeEmpty();
    }

    [Fact]
    public void An_event_of_an_unknown_kind_is_an_error_and_not_a_video()
    {
        var pending = SampleEvents.Of(EventTypes.VideoAssetReady) with { Type = "dev.onair.robot.ready" };

        Should.Throw<InvalidOperationException>(() => SinkRequestBuilder.Of(All, [pending])).Message
            .ShouldStartWith("\"dev.onair.robot.ready\" is not an event of a kind that this release knows; it knows livestream, ");
    }

    [Fact]
    public void A_type_of_a_later_release_is_read_as_its_kind()
    {
        var pending = SampleEvents.Of(EventTypes.VideoAssetReady) with { Type = "dev.onair.videoasset.archived" };

        SinkRequestBuilder.Of(All, [pending]).Select(request => request.Id).ShouldBe([$"{pending.Id}/video", $"{pending.Id}/analytics"]);
    }

    [Fact]
    public void Unknown_values_keep_their_type()
    {
        var asset = new VideoAsset { Metadata = { Name = "bare", NamespaceProperty = "demo", Uid = "u" } };
        var stream = new LiveStream { Metadata = { Name = "bare", NamespaceProperty = "demo", Uid = "u" } };

        var video = Only(SampleEvents.Of(new(EventTypes.VideoAssetWaiting), asset.Metadata, "videoassets", 1, VideoAssetEventKind.Definition.Data(asset, new(EventTypes.VideoAssetWaiting), SampleResources.At)));
        var live = Only(SampleEvents.Of(new(EventTypes.LiveStreamProvisioned), stream.Metadata, "livestreams", 1, LiveStreamEventKind.Definition.Data(stream, new(EventTypes.LiveStreamProvisioned), SampleResources.At)));

        ShouldBeLike(video, Sample("video"), "video");
        video["chapters"]!.AsArray().ShouldBeEmpty();
        ShouldBeLike(live, Sample("stream"), "stream");
        ((string?)live["url"]).ShouldBe("");
    }

    [Fact]
    public void Data_of_an_earlier_and_of_a_later_version_are_understood()
    {
        var pending = SampleEvents.Of(EventTypes.VideoAssetReady);
        var data = JsonNode.Parse(pending.Data)!.AsObject();
        data.Remove("metadata");
        data["another"] = new JsonObject { ["member"] = 1 };

        ShouldBeLike(Only(pending with { Data = data.ToJsonString() }), Sample("video"), "video");
    }

    [Theory]
    [InlineData(InputType.RtmpPush, "rtmp://203.0.113.7:1935/live", "rtmp_stream")]
    [InlineData(InputType.RtmpPull, "rtmp://media.example.com/live/master.m3u8", "rtmp_stream")]
    [InlineData(InputType.UrlPull, "https://media.example.com/live/master.m3u8", "hls_stream")]
    public void A_stream_has_the_url_that_its_video_comes_in_by(InputType input, string url, string type)
    {
        var stream = SampleResources.Stream(input: input);
        var node = Only(SampleEvents.Of(new(EventTypes.LiveStreamReceiving), stream.Metadata, "livestreams", 1, LiveStreamEventKind.Definition.Data(stream, new(EventTypes.LiveStreamReceiving), SampleResources.At)));

        ((string?)node["url"]).ShouldBe(url);
        ((string?)node["stream_type"]).ShouldBe(type);
        ((string?)node["metadata"]!["protocol"]).ShouldBe(new Uri(url).Scheme);
        ((string?)node["metadata"]!["domain"]).ShouldBe(new Uri(url).Host);
        ((string?)node["metadata"]!["path"]).ShouldBe(new Uri(url).AbsolutePath);
    }

    [Theory]
    [InlineData(EventTypes.LiveStreamProvisioned, "stopped")]
    [InlineData(EventTypes.LiveStreamStarting, "starting")]
    [InlineData(EventTypes.LiveStreamStarted, "running")]
    [InlineData(EventTypes.LiveStreamReceiving, "live")]
    [InlineData(EventTypes.LiveStreamInputLost, "running")]
    [InlineData(EventTypes.LiveStreamStopping, "stopping")]
    [InlineData(EventTypes.LiveStreamStopped, "stopped")]
    [InlineData(EventTypes.LiveStreamFailed, "error")]
    [InlineData(EventTypes.LiveStreamDeleted, "deleted")]
    [InlineData(EventTypes.IvsChannelProvisioned, "stopped")]
    [InlineData(EventTypes.IvsChannelLive, "live")]
    [InlineData(EventTypes.IvsChannelOffline, "stopped")]
    [InlineData(EventTypes.IvsChannelFailed, "error")]
    [InlineData(EventTypes.IvsChannelDeleted, "deleted")]
    [InlineData(EventTypes.VideoAssetPreparing, "processing")]
    [InlineData(EventTypes.VideoAssetReady, "ready")]
    [InlineData(EventTypes.VideoAssetErrored, "error")]
    public void The_status_follows_the_event(string type, string status) => ((string?)Only(SampleEvents.Of(type))["status"]).ShouldBe(status);

    [Fact]
    public void Values_are_those_of_the_resource()
    {
        var video = Only(SampleEvents.Of(EventTypes.VideoAssetReady));
        ((double?)video["duration"]).ShouldBe(3723.5);
        ((string?)video["metadata"]!["codec"]).ShouldBe("h264");
        video["chapters"]!.AsArray().Select(c => ((double)c!["start_time"]!, (double)c["end_time"]!)).ShouldBe([(0, 61.5), (61.5, 120), (120, 3723.5)]);

        var section = Only(SampleEvents.Of(EventTypes.ArchiveSplitSectionCompleted));
        ((string?)section["file_path"]).ShouldBe($"{SampleResources.Archive}/talks/index_0.mp4");
        ((long?)section["metadata"]!["bitrate"]).ShouldBe(2_500_000);

        var ended = JsonNode.Parse(SinkRequestBuilder.Of(All, [SampleEvents.Of(EventTypes.LiveStreamStopped)])[2].Body)!;
        ((double?)ended["data"]!["duration_seconds"]).ShouldBe(28 * 60);
        ((double?)ended["data"]!["cost_estimate"]).ShouldBe(2.25);
    }

    private static JsonNode Only(Onair.Api.Common.PendingEvent pending) => JsonNode.Parse(SinkRequestBuilder.Of(All, [pending])[0].Body)!;

    private static JsonNode Sample(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "tests", "Unit", "Events", "Samples", $"{name}.json")))!;

    private static void ShouldBeLike(JsonNode? node, JsonNode? sample, string path)
    {
        Kind(node).ShouldBe(Kind(sample), path);
        if (sample is JsonObject members)
        {
            node!.AsObject().Select(m => m.Key).ShouldBe(members.Select(m => m.Key), ignoreOrder: true, path);
            foreach (var (name, value) in members) ShouldBeLike(node[name], value, $"{path}.{name}");
        }

        if (sample is JsonArray { Count: > 0 } items)
            foreach (var item in node!.AsArray()) ShouldBeLike(item, items[0], $"{path}[]");
    }

    // True and false are one type.
    private static JsonValueKind? Kind(JsonNode? node) => node?.GetValueKind() is JsonValueKind.True ? JsonValueKind.False : node?.GetValueKind();

    private static string[] PartsOf(string type) =>
        Page.LastOrDefault(line => line.StartsWith($"| `{type[EventTypes.Prefix.Length..]}` |", StringComparison.Ordinal)) is { } row ? row.Split('|')[2].Trim().Split(", ") : [];
}
