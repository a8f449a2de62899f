using System.Text.Json.Nodes;
using Onair.Api.LiveStreams;
using Onair.Api.VideoAssets;
using Onair.Events;
using Onair.Events.Kinds;

namespace Onair.Tests.Unit.Events.Data;

public sealed class EventDataTests
{
    public static TheoryData<string> Types => [.. EventTypes.All];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_event_says_to_what_it_happened_what_and_when(string type)
    {
        var data = Data(type);

        var resource = data["resource"]!;
        // The events of a site are about its broadcasts.
        var subject = type.Split('.')[2] is "broadcast" ? "BroadcastSite" : type.Split('.')[2];
        ((string?)resource["kind"])!.ShouldBe(subject, StringCompareShould.IgnoreCase);
        ((string?)resource["namespace"]).ShouldBe("demo");
        ((string?)resource["name"]).ShouldNotBeNullOrEmpty();
        ((string?)resource["uid"])!.Length.ShouldBe(36);
        ((long?)resource["generation"]).ShouldBe(3);
        ((string?)resource["labels"]!["team"]).ShouldBe("stage");
        ((string?)data["transition"]).ShouldBe(type.Split('.')[^1]);
        ((string?)data["time"]).ShouldBe("2026-11-21T12:30:00Z");
        data.ContainsKey("truncated").ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void No_event_holds_a_secret(string type) =>
        SampleEvents.Of(type).Data.ShouldNotContain(SampleResources.Secret, Case.Insensitive);

    [Theory]
    [InlineData(InputType.RtmpPull, "rtmp://media.example.com/live/master.m3u8")]
    [InlineData(InputType.UrlPull, "https://media.example.com/live/master.m3u8")]
    public void A_source_is_told_without_user_and_query(InputType type, string expected)
    {
        var data = JsonNode.Parse(LiveStreamEventKind.Definition.Data(SampleResources.Stream(input: type), new(EventTypes.LiveStreamStarted), SampleResources.At))!;

        ((string?)data["input"]!["sources"]![0]).ShouldBe(expected);
        data.ToJsonString().ShouldNotContain(SampleResources.Secret);
    }

    [Fact]
    public void A_stream_that_stopped_tells_of_the_session_that_ended()
    {
        var data = Data(EventTypes.LiveStreamStopped);

        ((string?)data["sessionId"]).ShouldBe(SampleResources.SessionId);
        ((string?)data["archivePath"]).ShouldBe(SampleResources.Archive);
        ((string?)data["startedAt"]).ShouldBe("2026-11-21T12:00:00Z");
        ((string?)data["runningAt"]).ShouldBe("2026-11-21T12:02:00Z");
        ((string?)data["stoppedAt"]).ShouldBe("2026-11-21T12:30:00Z");
        ((double?)data["cost"]!["estimate"]).ShouldBe(2.25);
    }

    [Fact]
    public void A_stream_between_sessions_tells_of_none()
    {
        var data = Data(EventTypes.LiveStreamProvisioned);

        data.ContainsKey("sessionId").ShouldBeFalse();
        data.ContainsKey("archivePath").ShouldBeFalse();
    }

    [Fact]
    public void A_stream_tells_where_to_push_and_to_play()
    {
        var data = Data(EventTypes.LiveStreamReceiving);

        ((string?)data["input"]!["endpoints"]![0]).ShouldBe("rtmp://203.0.113.7:1935/live");
        ((string?)data["playback"]!["liveUrl"]).ShouldBe("https://cdn.example.com/event/index.m3u8");
        ((bool?)data["receiving"]).ShouldBe(true);
        ((string?)data["state"]).ShouldBe("Running");
        data["renditions"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public void With_a_schedule_the_state_is_what_the_schedule_wants()
    {
        var stream = SampleResources.Stream(running: false);
        stream.Spec = stream.Spec with { State = null, Schedule = [new() { Start = SampleResources.At.AddHours(-1), Stop = SampleResources.At.AddHours(1) }] };

        ((string?)JsonNode.Parse(LiveStreamEventKind.Definition.Data(stream, new(EventTypes.LiveStreamChanged), SampleResources.At))!["state"]).ShouldBe("Running");
    }

    [Fact]
    public void A_section_that_is_cut_tells_where_it_is()
    {
        var section = Data(EventTypes.ArchiveSplitSectionCompleted)["section"]!;

        ((string?)section["title"]).ShouldBe("Welcome");
        ((string?)section["outputUrl"]).ShouldBe($"{SampleResources.Archive}/talks/index_0.mp4");
        ((double?)section["durationSeconds"]).ShouldBe(600);
        ((long?)section["bytes"]).ShouldBe(187_500_000);
    }

    [Fact]
    public void A_section_that_failed_tells_why_and_of_no_output()
    {
        var data = Data(EventTypes.ArchiveSplitFailed);

        ((string?)data["section"]!["message"]).ShouldBe("403 of https://s3.example.com/a.ts");
        data["section"]!.AsObject().ContainsKey("outputUrl").ShouldBeFalse();
        ((int?)data["sectionsFailed"]).ShouldBe(1);
        ((int?)data["sectionsCompleted"]).ShouldBe(1);
    }

    [Fact]
    public void A_split_that_is_complete_tells_of_all_sections_and_only_then()
    {
        Data(EventTypes.ArchiveSplitCompleted)["sections"]!.AsArray().Count.ShouldBe(2);
        Data(EventTypes.ArchiveSplitSectionCompleted).ContainsKey("sections").ShouldBeFalse();
    }

    [Fact]
    public void A_video_that_is_ready_tells_how_to_watch_it_and_what_it_is()
    {
        var data = Data(EventTypes.VideoAssetReady);

        ((string?)data["playbackUrl"]).ShouldBe("https://stream.example.com/play-1.m3u8");
        ((string?)data["thumbnailUrl"]).ShouldBe("https://image.example.com/play-1/thumbnail.jpg?time=5&width=640");
        ((double?)data["media"]!["durationSeconds"]).ShouldBe(3723.5);
        ((string?)data["source"]!["url"]).ShouldBe("https://media.example.com/talk.mp4");
        ((string?)data["title"]).ShouldBe("Ein Gespräch");
        data["chapters"]!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public void A_signed_video_has_no_public_picture()
    {
        var data = VideoAssetEventKind.Definition.Data(SampleResources.Asset(policy: PlaybackPolicy.Signed), new(EventTypes.VideoAssetReady), SampleResources.At);

        JsonNode.Parse(data)!.AsObject().ContainsKey("thumbnailUrl").ShouldBeFalse();
    }

    private static JsonObject Data(string type) => JsonNode.Parse(SampleEvents.Of(type).Data)!.AsObject();
}
