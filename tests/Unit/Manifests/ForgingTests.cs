using System.Text.Json.Nodes;
using Onair.Tests.Manifests;
using Onair.Tests.Manifests.Forgery;

namespace Onair.Tests.Unit.Manifests;

/// <summary>The forging of statuses, which tests/Integration/Security tries against the operator.</summary>
public sealed class ForgingTests
{
    private static readonly JsonObject Schema = Json("""
        {"type": "object", "properties": {
          "folder": {"type": "string"},
          "startedAt": {"type": "string", "format": "date-time"},
          "state": {"type": "string", "enum": ["Stopped", "Running"]},
          "key": {"type": "object", "properties": {"name": {"type": "string", "pattern": "^[a-z-]+$"}}},
          "sessions": {"type": "array", "x-kubernetes-list-map-keys": ["id"], "items": {
            "type": "object", "required": ["id", "startedAt"], "properties": {
              "id": {"type": "string"}, "startedAt": {"type": "string", "format": "date-time"}, "archive": {"type": "string"}}}},
          "sinks": {"type": "array", "items": {"type": "string"}}}}
        """);

    private static readonly Crd Kind = new("Show", "shows", "onair.dev/v1alpha1", false, []) { Status = Schema };

    private static readonly JsonObject Victim = Json("""{"folder": "s3://theirs/folder", "sessions": [{"id": "their-session", "startedAt": "2026-01-01T00:00:00Z"}]}""");

    public static TheoryData<string> Kinds => GeneratedCrds.Kinds;

    [Fact]
    public void Every_leaf_of_a_schema_is_a_field() => StatusField.Of(Kind).Select(f => f.Path).ShouldBe(
    [
        "status.folder", "status.startedAt", "status.state", "status.key.name", "status.sessions[].id", "status.sessions[].startedAt", "status.sessions[].archive", "status.sinks[]",
    ]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_fields_and_extremes_for_those_that_name_nothing(string kind)
    {
        var fields = StatusField.Of(GeneratedCrds.Of(kind));

        fields.ShouldContain(f => f.Path == "status.conditions[].message");
        fields.Where(f => !f.IsText).ShouldAllBe(f => f.Extremes.Count > 1);
    }

    [Fact]
    public void Each_field_with_a_name_of_the_victims_is_forged_alone_and_the_rest_of_the_status_stays()
    {
        var forging = All().Single(f => f.Fields == "status.folder");

        forging.Write(Json("""{"folder": "s3://own", "state": "Running"}"""), [], 0).ToJsonString().ShouldBe("""{"folder":"s3://theirs/folder","state":"Running"}""");
    }

    [Fact]
    public void The_key_of_a_list_is_forged_in_its_first_item_alone()
    {
        var forging = All().Single(f => f.Fields == "status.sessions[].id");
        var own = Json("""{"sessions": [{"id": "a", "startedAt": "2026-02-01T00:00:00Z"}, {"id": "b", "startedAt": "2026-02-01T00:00:00Z"}]}""");

        StatusDocument.Values(forging.Write(own, [], 0), "status.sessions[].id").Select(id => (string)id!).ShouldBe(["their-session", "b"]);
    }

    [Fact]
    public void A_list_that_is_empty_gets_the_items_of_an_example_or_else_what_is_required()
    {
        var forging = All().Single(f => f.Fields == "status.sessions[].id");

        forging.Write([], Json("""{"sessions": [{"id": "own", "startedAt": "2026-03-01T00:00:00Z"}]}"""), 0).ToJsonString()
            .ShouldBe("""{"sessions":[{"id":"their-session","startedAt":"2026-03-01T00:00:00Z"}]}""");
        forging.Write([], [], 0).ToJsonString().ShouldBe("""{"sessions":[{"id":"their-session","startedAt":"2026-01-01T00:00:00Z"}]}""");
    }

    [Fact]
    public void Fields_that_the_victim_never_had_get_a_name_of_theirs_where_the_schema_accepts_it()
    {
        var forging = All("/their/name").Single(f => f.Fields.StartsWith("/their/name in ", StringComparison.Ordinal));

        forging.Fields.ShouldBe("/their/name in status.sessions[].archive, status.sinks[]");
        var written = forging.Write([], [], 0);
        ((string)written["sinks"]![0]!, (string)written["sessions"]![0]!["archive"]!).ShouldBe(("/their/name", "/their/name"));
        written["key"].ShouldBeNull();
    }

    [Fact]
    public void Values_that_name_nothing_alternate_in_the_whole_status_of_the_victim()
    {
        var forging = All().Single(f => f.Fields.Contains("status.startedAt", StringComparison.Ordinal));

        string[] times = [.. Enumerable.Range(0, 3).Select(moment => forging.Write([], [], moment)).Select(s => (string)s["startedAt"]!)];

        times.ShouldBe(["2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "2020-01-01T00:00:00Z"]);
        ((string)forging.Write([], [], 0)["folder"]!).ShouldBe("s3://theirs/folder");
    }

    [Fact]
    public void A_history_has_the_last_of_all_that_was_not_empty()
    {
        var history = StatusDocument.Merged([Json("""{"a": 1, "list": [1], "below": {"x": 1}}"""), Json("""{"a": 2, "list": [], "below": {"y": 2}}""")]);

        history.ToJsonString().ShouldBe("""{"a":2,"list":[1],"below":{"x":1,"y":2}}""");
    }

    [Fact]
    public void Words_are_whole_and_those_of_sentences_and_times_name_nothing()
    {
        Words.In("https://host:8080/out/v1/0123abcd/index.m3u8").ShouldBe(["0123abcd", "index.m3u8"]);
        Words.In("https://host:8080/?X-Amz-Expires=603901&channel=3451113").ShouldBe(["X-Amz-Expires", "channel", "3451113"]);
        Words.In("""{"a": "arn:aws:ivs:us-east-1:0:channel/AbCdEfGh", "b": ["2026-01-01T00:00:00Z"]}""").ShouldBe(["us-east-1", "channel", "AbCdEfGh"]);
        Words.Naming(Json("""{"message": "Upload to folder-one", "folder": "s3://bucket-one/folder-one", "data": "{\"url\": \"folder-two\"}"}""")).ShouldBe(["bucket-one", "folder-one", "folder-two"]);
    }

    private static IReadOnlyList<Forging> All(params string[] names) => Forging.All(Kind, Victim, Victim, names);

    private static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;
}
