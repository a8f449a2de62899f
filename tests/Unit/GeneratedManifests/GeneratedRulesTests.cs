using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Tests.Manifests;
using Onair.Tests.Manifests.Mutations;
using Onair.Tests.Unit.Manifests;
using Onair.VideoActions;
using Xunit.Abstractions;

namespace Onair.Tests.Unit.GeneratedManifests;

/// <summary>Whatever the schemas accept, and some that they do not, is read and judged.</summary>
public sealed partial class GeneratedRulesTests(ITestOutputHelper output)
{
    // Each run has a seed of its own: the manifests add up from run to run.
    private const int Many = 120;

    [Fact]
    public void A_stream_is_judged_without_a_crash_and_every_complaint_names_a_field_and_a_rule()
    {
        var specs = Start();
        for (var i = 0; i < Many; i++)
        {
            var manifest = specs.Streams.Valid();
            ShouldBeClear(LiveStreamRules.Check(new(Specs.Read(manifest)) { Provider = specs.AnyProvider() }), manifest);
        }
    }

    [Fact]
    public void A_provider_is_judged_without_a_crash_and_every_complaint_names_a_field_and_a_rule()
    {
        var specs = Start();
        for (var i = 0; i < Many; i++)
        {
            var manifest = specs.Providers.Valid();
            ShouldBeClear(MediaProviderRules.Check(Specs.ReadProvider(manifest).Case()), manifest);
        }
    }

    [Fact]
    public void A_split_is_judged_without_a_crash_and_every_complaint_names_a_field_and_a_rule()
    {
        var specs = Start();
        var began = new DateTimeOffset(2026, 1, 1, 0, 30, 0, TimeSpan.Zero);
        LiveStream?[] streams = [null, new() { Metadata = new() { Name = "show" } }, new()
        {
            Metadata = new() { Name = "show" }, Status = new() { Sessions = [new SessionStatus { Id = "s1", StartedAt = began, StoppedAt = began.AddHours(1) }] },
        }];
        var before = Specs.ReadSplit(specs.Splits.Valid());
        for (var i = 0; i < Many; i++)
        {
            var manifest = specs.Splits.Valid();
            var split = Specs.ReadSplit(manifest);
            ShouldBeClear(
                ArchiveSplitRules.Check(split.Case(SplitSource.Of(streams[i % streams.Length]), null, [before]) with { Provider = specs.AnyProvider(), Before = before.Spec, IsNew = true }), manifest);
            before = split;
        }
    }

    // An object may be older than its schema: it was stored when a bound was wider.
    [Fact]
    public void Rules_judge_readable_schema_violations_without_a_crash()
    {
        var specs = Start();
        var read = 0;
        for (var i = 0; i < Many; i++)
        {
            var mutation = specs.Streams.Invalid();
            if (mutation.Kind is MutationKind.WrongType or MutationKind.NotATime or MutationKind.NotInEnum) continue;
            ShouldBeClear(LiveStreamRules.Check(new(Specs.Read(mutation.Invalid)) { Provider = specs.AnyProvider() }), mutation.Invalid);
            read++;
        }

        read.ShouldBeGreaterThan(Many / 2);
    }

    [Fact]
    public void A_round_trip_keeps_the_schema_and_every_value()
    {
        var specs = Start();
        for (var i = 0; i < Many; i++)
        {
            var manifest = specs.Streams.Valid();

            var written = JsonSerializer.SerializeToNode(manifest.Deserialize(OnairJsonContext.Default.LiveStream)!, OnairJsonContext.Default.LiveStream)!["spec"]!;

            SchemaCheck.Check(written, GeneratedCrds.Of("LiveStream").Spec, "spec").ShouldBeEmpty($"{Seed.Text}: {manifest}");
            Lost(manifest["spec"]!, written, "spec").ShouldBeEmpty($"{Seed.Text}: {manifest}");
        }
    }

    private Specs Start()
    {
        output.WriteLine(Seed.Text);
        return new(Seed.Current);
    }

    private static void ShouldBeClear(IReadOnlyList<Violation> violations, JsonObject manifest) => violations
        .Where(violation => !Field().IsMatch(violation.Field) || string.IsNullOrWhiteSpace(violation.Rule))
        .ShouldBeEmpty($"{Seed.Text}: {(violations.Count == 0 ? "" : manifest.ToJsonString())}");

    [GeneratedRegex(@"^(spec|metadata)(\.[A-Za-z.\[\]0-9_-]+)?$")]
    private static partial Regex Field();

    private static IEnumerable<string> Lost(JsonNode given, JsonNode? written, string path) => (given, written) switch
    {
        (JsonObject a, JsonObject b) => a.SelectMany(pair => Lost(pair.Value!, b[pair.Key], $"{path}.{pair.Key}")),
        (JsonArray a, JsonArray b) when a.Count == b.Count => Enumerable.Range(0, a.Count).SelectMany(i => Lost(a[i]!, b[i], $"{path}[{i}]")),
        (JsonValue a, JsonValue b) when JsonNode.DeepEquals(a, b) => [],
        // A time is the same second in UTC.
        (JsonValue a, JsonValue b) when a.TryGetValue<string>(out var text) && DateTimeOffset.TryParse(text, out var time)
            && Math.Abs((time - DateTimeOffset.Parse((string)b!, null)).TotalSeconds) < 1 => [],
        _ => [$"{path}: {given.ToJsonString()} became {written?.ToJsonString()}"],
    };
}
