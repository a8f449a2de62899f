using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Gateway.Streams.Edits;
using static Onair.Tests.Unit.Gateway.Streams.Samples;

namespace Onair.Tests.Unit.Gateway.Streams.Edits;

public sealed class StreamEditsTests
{
    [Fact]
    public void A_start_sets_every_option_to_the_given_value_or_its_default()
    {
        StreamEdits.Start(Stream(), new(), Now).ToJsonString().ShouldBe(Started(3600));
        StreamEdits.Start(Stream(), new() { StartoverWindowSeconds = 0, KeyRotationInterval = 5 }, Now).ToJsonString().ShouldBe(Started(0));
    }

    [Fact]
    public void Only_an_encrypted_stream_rotates_keys() =>
        StreamEdits.Start(Stream(s => s.Spec = s.Spec with { Packaging = new() { Encryption = new() } }), new() { KeyRotationInterval = 5 }, Now)["spec"]!["packaging"]!["encryption"]!
            .ToJsonString().ShouldBe("""{"keyRotationIntervalSeconds":5}""");

    [Fact]
    public void A_start_resumes_what_the_cost_guard_holds() =>
        StreamEdits.Start(OnAir(s => s.Status = s.Recorded with { Hold = new() { SessionId = "second" } }), new(), Now)["metadata"]!["annotations"]![Annotations.Resume]!
            .GetValue<string>().ShouldBe("second");

    [Fact]
    public void A_stream_on_air_that_is_started_again_was_started_before() =>
        StreamEdits.Start(OnAir(), new(), Now)["metadata"].ShouldBeNull();

    [Fact]
    public void A_stream_that_is_stopped_again_was_stopped_before()
    {
        var stopped = OnAir(s => (s.Spec, s.Status) = (s.Spec with { State = StreamState.Stopped }, s.Recorded with { CurrentSessionId = null }));

        StreamEdits.Stop(stopped, Now)["metadata"].ShouldBeNull();
        StreamEdits.Stop(OnAir(), Now)["metadata"]!["annotations"]![Annotations.StoppedAt]!.GetValue<string>().ShouldBe("2027-01-15T08:00:00.000Z");
    }

    [Theory]
    [InlineData(null, null, null, "{}")]
    [InlineData("A", null, null, """{"metadata":{"annotations":{"onair.dev/display-name":"A"}}}""")]
    [InlineData(null, "", null, """{"metadata":{"annotations":{"onair.dev/description":""}}}""")]
    [InlineData(null, null, 10, """{"spec":{"archive":{"segmentSeconds":10}}}""")]
    public void An_update_changes_what_is_present(string? name, string? description, int? seconds, string patch) =>
        StreamEdits.Update(new() { Name = name, Description = description, SegmentLength = seconds }).ToJsonString().ShouldBe(patch);

    [Fact]
    public void A_patch_names_the_version_that_it_was_decided_on() =>
        StreamEdits.Stamped(StreamEdits.Stop(Stream(), Now), Stream(), Now, "key").ToJsonString().ShouldBe(
            """{"spec":{"state":"Stopped"},"metadata":{"annotations":{"onair.dev/stopped-at":"2027-01-15T08:00:00.000Z","onair.dev/edited-at":"2027-01-15T08:00:00Z","onair.dev/idempotency-keys":"key"},"resourceVersion":"7"}}""");

    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""", """{"a":2}""")]
    [InlineData("""{"a":1}""", """{"b":2}""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":{"b":1,"c":2}}""", """{"a":{"b":null}}""", """{"a":{"c":2}}""")]
    [InlineData("""{"a":[1]}""", """{"a":{"b":1}}""", """{"a":{"b":1}}""")]
    [InlineData("""{}""", """{"a":{"b":{"c":null}}}""", """{"a":{"b":{}}}""")]
    public void A_merge_patch_is_that_of_RFC_7396(string before, string patch, string after)
    {
        var target = JsonNode.Parse(before)!.AsObject();
        MergePatch.Apply(target, JsonNode.Parse(patch)!.AsObject());

        target.ToJsonString().ShouldBe(after);
    }

    private static string Started(int window) =>
        """{"spec":{"state":"Running","archive":{"path":"s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}","folder":null},"packaging":{"startoverWindowSeconds":WINDOW}},"metadata":{"annotations":{"onair.dev/started-at":"2027-01-15T08:00:00.000Z"}}}"""
            .Replace("WINDOW", $"{window}", StringComparison.Ordinal);
}
