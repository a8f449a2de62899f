using System.Text;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;
using Onair.Gateway.Telemetry.Beacons;

namespace Onair.Tests.Unit.Gateway.Telemetry.Beacons;

public sealed class BeaconRulesTests
{
    private const string Session = "20260101-AAAAAAAAAAAAAAAAAAAAAA";
    private const string Figures =
        """{"view_duration":1.5,"elapsed_seconds":2,"buffering_events":0,"rebuffer_seconds":0,"quality_changes":0,"startup_seconds":0.8,"latency_seconds":7}""";

    public static TheoryData<string, string, string> Wrong => new()
    {
        { """{"id":0}""", "events[0].id", "must be a number from 1 to 1000000" },
        { """{"id":1.5}""", "events[0].id", "must be a whole number" },
        { """{"type":"stream_dance"}""", "events[0].type", "must be one of stream_start, stream_pause, stream_resume, stream_seek, stream_buffering, stream_quality_change, stream_error, stream_end, stream_performance" },
        { """{"type":"video_view"}""", "events[0].type", "must be one of" },
        { """{"at":12}""", "events[0].at", "must be a time of 2020 to 2100, in ms since 1970" },
        { """{"position":-0.1}""", "events[0].position", "must be a number from 0 to 315576000" },
        { """{"position":"1"}""", "events[0].position", "must be a number" },
        { """{"position":1e999}""", "events[0].position", "must be a number" },
        { """{"from":3}""", "events[0].from", "is allowed with type stream_seek alone" },
        { """{"height":720}""", "events[0].height", "is allowed with type stream_quality_change alone" },
        { """{"type":"stream_quality_change","bitrate":-1}""", "events[0].bitrate", "must be a number from 0 to 10000000000" },
        { """{"error":"network"}""", "events[0].error", "is allowed with type stream_error alone" },
        { """{"type":"stream_error"}""", "events[0].error", "must be one of network, media, unsupported, denied, gone, failed" },
        { """{"type":"stream_error","error":"<script>"}""", "events[0].error", "must be one of network" },
        { """{"type":"stream_performance"}""", "events[0].figures", "is required with type stream_performance" },
        { $$"""{"figures":{{Figures}}}""", "events[0].figures", "is allowed with type stream_performance alone" },
        { """{"type":"stream_performance","figures":{"view_duration":1}}""", "events[0].figures.elapsed_seconds", "is required" },
        { $$"""{"type":"stream_performance","figures":{{Figures.Replace("1.5", "-1", StringComparison.Ordinal)}}}""", "events[0].figures.view_duration", "must be a number from 0" },
        { "null", "events[0]", "" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_value_that_breaks_a_rule_is_named(string change, string field, string rule)
    {
        var error = Errors($$"""{"session":"{{Session}}","sent":1767225600000,"events":[{{Event(change)}}]}""")[0];

        error.Field.ShouldBe(field);
        error.Rule.ShouldStartWith(rule);
    }

    [Theory]
    [InlineData("""{"session":"x","sent":1767225600000,"events":[]}""", "session")]
    [InlineData("""{"session":"20260101-AAAAAAAAAAAAAAAAAAAAAA","sent":0,"events":[]}""", "sent")]
    [InlineData("""{"session":"20260101-AAAAAAAAAAAAAAAAAAAAAA","sent":1767225600000}""", "events")]
    [InlineData("""{"sent":1767225600000,"events":[]}""", "session")]
    [InlineData("[]", "body")]
    public void A_beacon_has_its_members(string body, string field) => Errors(body)[0].Field.ShouldBe(field);

    [Fact]
    public void Events_are_few_and_in_order()
    {
        var events = Enumerable.Range(1, BeaconRules.MostEvents + 1).Select(i => Event($$"""{"id":{{i}}}"""));
        Errors(Body(events)).ShouldHaveSingleItem().Field.ShouldBe("events");
        Errors(Body([Event("""{"id":2}"""), Event("""{"id":2}""")])).ShouldHaveSingleItem().Field.ShouldBe("events[1].id");
    }

    [Fact]
    public void Accepts_the_page_and_ignores_members_that_a_newer_page_adds()
    {
        var body = Body(
            [
                Event("""{"id":1,"future":{"a":1}}"""), Event("""{"id":2,"type":"stream_seek","from":3}"""), Event("""{"id":7,"type":"stream_error","error":"gone"}"""),
                Event($$"""{"id":8,"type":"stream_performance","figures":{{Figures}}}"""), Event("""{"id":9,"type":"stream_quality_change","height":720,"bitrate":2500000}"""),
            ]);

        Errors(body).ShouldBeEmpty();
        Errors(Body([])).ShouldBeEmpty();
    }

    private static string Body(IEnumerable<string> events) => $$"""{"session":"{{Session}}","sent":1767225600000,"events":[{{string.Join(',', events)}}]}""";

    private static string Event(string change)
    {
        if (System.Text.Json.Nodes.JsonNode.Parse(change) is not { } changes) return change;
        var made = new System.Text.Json.Nodes.JsonObject { ["id"] = 1, ["type"] = "stream_start", ["at"] = 1_767_225_600_000, ["position"] = 7.5 };
        foreach (var (name, value) in changes.AsObject()) made[name] = value?.DeepClone();
        // A number that no double has stays as it was written.
        return change.Contains("1e999", StringComparison.Ordinal) ? made.ToJsonString().Replace("7.5", "1e999", StringComparison.Ordinal) : made.ToJsonString();
    }

    private static IReadOnlyList<FieldError> Errors(string body)
    {
        try
        {
            return BeaconRules.Errors(StrictJson.Read(Encoding.UTF8.GetBytes(body), BeaconJson.Default.BeaconBody));
        }
        catch (ProblemException problem)
        {
            problem.Status.ShouldBe(400);
            return problem.Errors!;
        }
    }
}
