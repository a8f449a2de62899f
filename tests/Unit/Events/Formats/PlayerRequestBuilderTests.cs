using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events;
using Onair.Events.Data;
using Onair.Events.Formats;
using Onair.Events.Kinds;
using Onair.Events.Transitions;

namespace Onair.Tests.Unit.Events.Formats;

/// <summary>What viewers do, in both formats.</summary>
public sealed class PlayerRequestBuilderTests
{
    private static readonly HashSet<string> NoMember = [];
    private static readonly IReadOnlyList<ContractSample> Samples = ContractSample.Read("player");
    private static readonly WatchedData Camera = WatchedMapping.External("rtsp://user:pass@camera.example.com/stream?key=1", "Live Camera Feed");

    [Fact]
    public void An_external_stream_is_that_of_the_earlier_document_without_its_secrets()
    {
        var sent = Plain(PlayerEventTypes.StreamView, new() { Watched = Camera });

        Samples.Single(s => s.Name == "Stream").ShouldBeMetBy(sent, NoMember);
        ((string?)sent["url"], (string?)sent["stream_type"], (string?)sent["name"], (string?)sent["status"]).ShouldBe(("rtsp://camera.example.com/stream", "rtsp_stream", "Live Camera Feed", "active"));
        ((string?)sent["metadata"]!["protocol"], (string?)sent["metadata"]!["domain"], (string?)sent["metadata"]!["path"]).ShouldBe(("rtsp", "camera.example.com", "camera.example.com/stream"));
        ((string)sent["stream_id"]!).ShouldMatch("^external_[0-9a-f]{12}$");
        WatchedMapping.External("rtsp://camera.example.com/stream", "x").Id.ShouldBe(Camera.Id);
    }

    [Theory]
    [InlineData("rtmp://a.example/live", "rtmp_stream", true)]
    [InlineData("srt://a.example:9000", "srt_stream", true)]
    [InlineData("https://a.example/live/index.m3u8?token=t", "hls_stream", true)]
    [InlineData("https://a.example/v/talk.mp4", "video_file", false)]
    [InlineData("https://a.example/v/talk", "http_stream", false)]
    public void The_type_of_an_external_url_is_that_of_its_scheme_or_name(string url, string type, bool live)
    {
        var watched = WatchedMapping.External(url, "x");

        (watched.StreamType, watched.Live).ShouldBe((type, live));
        watched.Url.ShouldNotContain("token");
    }

    [Fact]
    public void A_video_is_that_of_the_earlier_document()
    {
        var asset = SampleResources.Asset();
        var video = JsonSerializer.Deserialize(
            VideoAssetEventKind.Definition.Data(asset, new Transition(PlayerEventTypes.TypeOf(PlayerEventTypes.VideoView)), SampleResources.At), EventJson.Wire.VideoAssetData);

        var sent = Plain(PlayerEventTypes.VideoView, new() { Video = video, Watched = WatchedMapping.Of("VideoAsset", asset.Metadata, "t", null, isFile: true, isLive: false) });

        Samples.Single(s => s.Name == "Video").ShouldBeMetBy(sent, NoMember);
        ((string?)sent["status"]).ShouldBe("active");
    }

    [Fact]
    public void An_event_has_the_members_of_the_earlier_document_in_their_order()
    {
        var sent = Plain("stream_seek", new() { Watched = Camera, UserAgent = "Mozilla/5.0", IpAddress = "192.0.2.0", SessionId = "s", Position = 30, From = 12 });
        var sample = Samples.Single(s => s.Name == "Streaming event");

        sample.ShouldBeMetBy(sent, NoMember);
        sent.Select(m => m.Key).ShouldBe(sample.Answer!.AsObject().Select(m => m.Key));
        sent["stream_data"]!.AsObject().Select(m => m.Key).ShouldBe([.. Samples.Single(s => s.Name == "Stream").Answer!.AsObject().Select(m => m.Key), "position", "from"]);
    }

    [Fact]
    public void Analytics_have_the_members_of_the_earlier_document()
    {
        var figures = new ViewFigures { ViewDuration = 120, BufferingEvents = 2, QualityChanges = 1, UserEngagement = "high", RebufferSeconds = 3, StartupSeconds = 0.8 };

        ContractComparison.Between(Samples.Single(s => s.Name == "Analytics").Answer, Plain(PlayerEventTypes.Performance, new() { Watched = Camera, Figures = figures }), NoMember).ShouldBeEmpty();
    }

    [Fact]
    public void CloudEvents_are_sent_in_batches_with_all_figures()
    {
        var pending = Enumerable.Range(1, 3).Select(i => Pending(PlayerEventTypes.Performance, new() { Watched = Camera, Figures = new() { RebufferSeconds = i } }, i)).ToList();

        var request = PlayerRequestBuilder.Of(new() { Format = EventFormat.CloudEvents, BatchSize = 100 }, pending).ShouldHaveSingleItem();

        request.ContentType.ShouldStartWith("application/cloudevents-batch+json");
        var events = JsonNode.Parse(request.Body)!.AsArray();
        events.Select(e => (string?)e!["id"]).ShouldBe(["s/1", "s/2", "s/3"]);
        events.Select(e => (string?)e!["type"]).Distinct().ShouldBe(["dev.onair.player.stream_performance"]);
        events.Select(e => (double?)e!["data"]!["figures"]!["rebufferSeconds"]).ShouldBe([1, 2, 3]);
        ((string?)events[0]!["dataschema"]).ShouldBe("https://onair.dev/schemas/v1alpha1/player.json");
    }

    [Fact]
    public void Data_of_another_shape_is_an_error_and_not_an_empty_object() =>
        Should.Throw<JsonException>(() => PlayerRequestBuilder.Of(new() { Format = EventFormat.Plain }, [Pending("stream_start", new(), 1) with { Data = "null" }]));

    private static JsonObject Plain(string name, PlayerData data) =>
        JsonNode.Parse(PlayerRequestBuilder.Of(new() { Format = EventFormat.Plain }, [Pending(name, data, 1)]).ShouldHaveSingleItem().Body)!.AsObject();

    private static PendingEvent Pending(string name, PlayerData data, int number) => new()
    {
        Id = $"s/{number}",
        Sequence = number,
        Type = PlayerEventTypes.TypeOf(name),
        Time = SampleResources.At,
        Source = "/video-player/external/x",
        Data = JsonSerializer.Serialize(data with { Event = name, Time = SampleResources.At }, EventJson.Wire.PlayerData),
    };
}
