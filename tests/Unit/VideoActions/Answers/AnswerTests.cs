using System.Text;
using Onair.Api.MediaProviders.Video;
using Onair.VideoActions;

namespace Onair.Tests.Unit.VideoActions.Answers;

public sealed class AnswerTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "", "spec.video.actions.getAsset: the response is not JSON" },
        { "<html>secret</html>", "spec.video.actions.getAsset: the response is not JSON" },
        { "{\"data\": ", "spec.video.actions.getAsset: the response is not JSON" },
        { "{} {}", "spec.video.actions.getAsset: the response is not JSON" },
        { new string('[', 100_000), "spec.video.actions.getAsset: the response is not JSON" },
        { $$"""{"a": 1{{new string('0', 5000)}}}""", "spec.video.actions.getAsset.state: $.data.status: not found in the response" },
        { $$$"""{"data": {"status": 1{{{new string('0', 5000)}}}}}""", $"spec.video.actions.getAsset.states: \"1{new string('0', 99)}\": is not mapped" },
        { "{'data': {'status': 'ready'}}", "spec.video.actions.getAsset: the response is not JSON" },
        { """{"data": {"status": "\ud800"}}""", "spec.video.actions.getAsset.state: $.data.status: is not a text in the response" },
        { "null", "spec.video.actions.getAsset.state: $.data.status: not found in the response" },
        { "[]", "spec.video.actions.getAsset.state: $.data.status: not found in the response" },
        { """{"data": {"status": null, "secret": "x"}}""", "spec.video.actions.getAsset.state: $.data.status: not found in the response" },
        { """{"data": {"status": ""}}""", "spec.video.actions.getAsset.state: $.data.status: is not a text in the response" },
        { """{"data": {"status": {"secret": "x"}}}""", "spec.video.actions.getAsset.state: $.data.status: is not a text in the response" },
        { """{"data": {"status": "weird", "secret": "x"}}""", "spec.video.actions.getAsset.states: \"weird\": is not mapped" },
        { """{"data": {"status": "two\nlines"}}""", "spec.video.actions.getAsset.states: \"two lines\": is not mapped" },
        { """{"data": {"status": 7}}""", "spec.video.actions.getAsset.states: \"7\": is not mapped" },
        { """{"data": {"status": "ready"}}""", "spec.video.actions.getAsset.playbackId: $.data.playback_ids[*].id: not found in the response" },
        { """{"data": {"status": "ready", "playback_ids": [{"id": "a b"}]}}""", "spec.video.actions.getAsset.playbackId: $.data.playback_ids[*].id: is not a valid id in the response" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Reports_an_unexpected_answer_with_action_and_path(string json, string message) =>
        Should.Throw<ActionException>(() => Maps.Compiled(Maps.Mux()).ReadAsset(json)).Message.ShouldBe(message);

    [Fact]
    public void A_long_word_is_cut_and_a_long_answer_not_read()
    {
        var map = Maps.Compiled(Maps.Mux());

        Should.Throw<ActionException>(() => map.ReadAsset($$$"""{"data": {"status": "{{{new string('x', 500)}}}"}}""")).Message
            .ShouldBe($"spec.video.actions.getAsset.states: \"{new string('x', 100)}\": is not mapped");
        Should.Throw<ActionException>(() => map.ReadAsset(new string(' ', 5_000_000))).Message
            .ShouldBe("spec.video.actions.getAsset: the response has 5000000 characters, more than 4194304");
    }

    [Theory]
    [InlineData("no url")]
    [InlineData("ftp://secret.example.com/")]
    [InlineData("/secret")]
    public void An_upload_URL_that_is_none_is_not_repeated(string url) =>
        Should.Throw<ActionException>(() => Maps.Compiled(Maps.Mux()).ReadCreatedUpload($$$"""{"data": {"id": "u", "url": "{{{url}}}"}}""")).Message
            .ShouldBe("spec.video.actions.createUpload.url: $.data.url: is not an http or https URL in the response");

    [Fact]
    public void A_callback_that_is_no_text_or_JSON_is_told()
    {
        var map = Maps.Compiled(Maps.Mux());

        Should.Throw<ActionException>(() => map.ReadCallback(new byte[] { 0xff, 0xfe })).Message.ShouldBe("spec.video.actions.callback: the callback is not UTF-8");
        Should.Throw<ActionException>(() => map.ReadCallback("x"u8.ToArray())).Message.ShouldBe("spec.video.actions.callback: the response is not JSON");
        Should.Throw<ActionException>(() => Maps.Compiled(Maps.Small()).ReadCallback("{}"u8.ToArray())).Message.ShouldBe("spec.video.actions.callback: the service has no callbacks");
    }

    [Theory]
    [InlineData("""{"d": 61.4, "b": 8000, "s": 1000}""", 61.4, "1m1s", 8000, 1000)]
    [InlineData("""{"d": "61.4", "b": "8000.4", "s": "1000"}""", 61.4, "1m1s", 8000, 1000)]
    [InlineData("""{"d": 10, "s": 125000}""", 10d, "10s", 100000, 125000)]
    [InlineData("""{"d": 3600}""", 3600d, "1h", null, null)]
    [InlineData("""{"d": 0}""", 0d, "0s", null, null)]
    [InlineData("""{"d": -1, "b": -1, "s": -1}""", null, null, null, null)]
    [InlineData("""{"d": "NaN", "b": "x", "s": {}}""", null, null, null, null)]
    [InlineData("""{"d": 1e300, "b": 1e300, "s": 1e300}""", 1e300, "305419896h", null, null)]
    public void Numbers_are_read_as_services_write_them(string json, double? duration, string? text, int? bitrate, int? bytes)
    {
        var map = Maps.Compiled(Maps.Small(a => a.GetAsset.Media = new() { Duration = "$.d", Bitrate = "$.b", Size = "$.s" }));

        var media = map.ReadAsset($$"""{"state": "done", {{json[1..]}}""").Media;

        (media.DurationSeconds, media.Bitrate, media.Bytes).ShouldBe((duration, bitrate, bytes));
        if (duration < 1e100 || duration is null) media.Duration.ShouldBe(text);
    }

    [Fact]
    public void A_regular_expression_that_runs_away_ends()
    {
        var map = Maps.Compiled(Maps.Small(a => a.GetAsset.Error = "$.e[?(@.m =~ /^(a+)+$/)].m"));

        Should.Throw<ActionException>(() => map.ReadAsset($$"""{"state": "busy", "e": [{"m": "{{new string('a', 60)}}!"}]}""")).Message
            .ShouldBe("spec.video.actions.getAsset.error: $.e[?(@.m =~ /^(a+)+$/)].m: cannot be evaluated in the response");
    }

    [Fact]
    public void An_error_is_one_line_of_a_length_that_fits_a_status()
    {
        var map = Maps.Compiled(Maps.Small(a => a.GetAsset.Error = "$.e[*]"));

        map.ReadAsset($$"""{"state": "busy", "e": ["a\r\nb", "{{new string('x', 2000)}}"]}""").Error!.ShouldSatisfyAllConditions(e => e.Length.ShouldBe(500), e => e.ShouldStartWith("a  b; xxx"));
    }

    [Fact]
    public void Ids_of_a_callback_are_told_once_and_not_without_end()
    {
        var map = Maps.Compiled(Maps.Small(a => a.Callback = new() { Header = "S", AssetId = "$.ids[*]", EventId = "$.event" }));
        var ids = string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"{i}\", \"{i}\""));

        var subject = map.ReadCallback(Encoding.UTF8.GetBytes($$"""{"ids": [{{ids}}], "event": 17}"""));

        subject.EventId.ShouldBe("17");
        subject.AssetIds.ShouldBe(Enumerable.Range(0, 100).Select(i => $"{i}"));
        subject.UploadIds.ShouldBeEmpty();
    }

    [Fact]
    public void A_state_of_an_upload_has_no_asset_before_there_is_one()
    {
        var map = Maps.Compiled(Maps.Small(a =>
        {
            a.CreateUpload = new() { Request = new() { Url = "{{variables.api}}/" }, Id = "$.id", Url = "$.url" };
            a.GetUpload = new()
            {
                Request = new() { Url = "{{variables.api}}/{{upload.id}}" },
                State = "$.s",
                AssetId = "$.id",
                States = new Dictionary<string, UploadState> { ["w"] = UploadState.Waiting, ["c"] = UploadState.AssetCreated },
            };
        }));

        map.ReadUpload("""{"s": "w", "id": "v1"}""").AssetId.ShouldBeNull();
        map.ReadUpload("""{"s": "c", "id": "v1"}""").AssetId.ShouldBe("v1");
        Should.Throw<ActionException>(() => map.ReadUpload("""{"s": "c"}""")).Message.ShouldBe("spec.video.actions.getUpload.assetId: $.id: not found in the response");
    }
}
