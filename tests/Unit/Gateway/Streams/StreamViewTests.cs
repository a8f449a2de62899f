using System.Text.Json;
using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Gateway.Streams;
using Onair.Gateway.Streams.Bodies;
using static Onair.Tests.Unit.Gateway.Streams.Samples;

namespace Onair.Tests.Unit.Gateway.Streams;

public sealed class StreamViewTests
{
    [Fact]
    public void A_new_stream_has_every_member_and_null_where_nothing_exists_yet()
    {
        Json(new(Stream())).ShouldBe(
            """{"name":"town-hall-x7k2pq","description":"","id":"4f5c0000-0000-4000-8000-000000000001","rtmp1":null,"rtmp2":null,"viewer_endpoint":null,"archives_path":{},"last_update":"1700000000","last_started":null,"last_stopped":null,"started":false,"current_session_id":null,"live_channel_id":null,"live_input_id":null,"package_endpoint_id":null,"package_channel_id":null}""");
    }

    [Fact]
    public void A_stream_on_air_has_its_urls_ids_and_sessions()
    {
        Json(new(OnAir()) { Key = "secret" }).ShouldBe(
            """{"name":"Town Hall","description":"","id":"4f5c0000-0000-4000-8000-000000000001","rtmp1":"rtmp://203.0.113.7:1935/live/secret","rtmp2":"rtmp://203.0.113.8:1935/live/secret","viewer_endpoint":"https://origin.example/out/v1/e/index.m3u8","archives_path":{"first":"s3://recordings/2027/first","second":"s3://recordings/2027/second"},"last_update":"1799999000","last_started":"1799999000","last_stopped":"1799993600","started":true,"current_session_id":"second","live_channel_id":"1234567","live_input_id":"7654321","package_endpoint_id":"pe","package_channel_id":"pc"}""");
    }

    [Fact]
    public void Without_the_key_the_urls_say_where_to_push()
    {
        var body = StreamView.Of(new(OnAir()), Now);

        body.Rtmp1.ShouldBe("rtmp://203.0.113.7:1935/live");
        body.Rtmp2.ShouldBe("rtmp://203.0.113.8:1935/live");
    }

    [Fact]
    public void Viewers_play_from_the_distribution_while_there_is_one()
    {
        var stream = OnAir(s => s.Status = s.Recorded with { Playback = new() { Url = "https://origin.example/a", LiveUrl = "https://cdn.example/a" } });

        StreamView.Of(new(stream), Now).ViewerEndpoint.ShouldBe("https://cdn.example/a");
    }

    [Fact]
    public void An_edit_through_the_gateway_is_an_update() =>
        StreamView.Of(new(Stream(s => s.Metadata.Annotations[Annotations.EditedAt] = "2027-01-15T08:00:00Z")), Now).LastUpdate.ShouldBe("1800000000");

    [Fact]
    public void An_IVS_channel_adds_two_members()
    {
        var ivs = new IvsChannel { Status = new() { Playback = new() { Url = "https://ivs.example/a.m3u8" }, Ingest = new() { Endpoint = "a.contribute.example" } } };

        var body = StreamView.Of(new(OnAir()) { Ivs = ivs }, Now);
        body.IvsViewerEndpoint.ShouldBe("https://ivs.example/a.m3u8");
        body.RtmpIvs.ShouldBe("rtmps://a.contribute.example:443/app");
        StreamView.Of(new(OnAir()) { Ivs = ivs, IvsUrl = "rtmps://a.contribute.example:443/app/key" }, Now).RtmpIvs.ShouldBe("rtmps://a.contribute.example:443/app/key");
    }

    [Fact]
    public void The_answer_of_ivs_start_has_both_members_even_before_the_channel_exists()
    {
        var json = JsonSerializer.Serialize(new(StreamView.Of(new(Stream()), Now)), StreamsJsonContext.Default.IvsStreamBody);

        using var read = JsonDocument.Parse(json);
        read.RootElement.GetProperty("ivs_viewer_endpoint").ValueKind.ShouldBe(JsonValueKind.Null);
        read.RootElement.GetProperty("rtmp_ivs").ValueKind.ShouldBe(JsonValueKind.Null);
        read.RootElement.EnumerateObject().Count().ShouldBe(18);
    }

    [Fact]
    public void A_problem_is_an_additional_member()
    {
        var body = StreamView.Of(new(Stream()) { Problem = new("QuotaExceeded", "Five channels are the most.", 1) }, Now);

        JsonSerializer.Serialize(body, StreamsJsonContext.Default.StreamBody).ShouldEndWith(
            """
            ,"problem":{"reason":"QuotaExceeded","message":"Five channels are the most."}}
            """);
    }

    private static string Json(StreamParts parts) => JsonSerializer.Serialize(StreamView.Of(parts, Now), StreamsJsonContext.Default.StreamBody);
}
