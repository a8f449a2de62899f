using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Api;
using Onair.CrdGenerator;
using Group = Onair.Api.Group;

namespace Onair.Tests.Unit.Api;

/// <summary>What people learn of a field, by kubectl explain and from the reference.</summary>
public sealed partial class DescriptionTests
{
    // What counts things is no measure. Whatever else is a number says its unit.
    private static readonly string[] Counts =
    [
        "observedGeneration", "burst", "sectionCount", "sectionsDone", "position", "attempts", "section", "creations", "channels", "batchSize", "retryAttempts", "sequence",
        "delivered", "pending", "dead", "deadTotal", "deadDropped", "answers", "goneGeneration", "looks", "streams", "running", "restarts", "runs", "frameRate", "viewerCount",
        "broadcasts", "viewersPerBroadcast", "viewers", "eventsRecorded", "sections", "files", "failures", "code", "orphanCount",
    ];

    private static readonly List<(string Path, string Name, JsonObject Schema, bool IsRequired)> Fields =
        [.. CustomResources.Definitions(Documentation.Of(typeof(Group).Assembly)).SelectMany(resource =>
            FieldsOf(resource.Kind.Kind, (JsonObject)resource.Definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!))
            // The API server describes an object's own metadata.
            .Where(field => field.Path.Split('.') is not [_, "metadata"])];

    [Fact]
    public void Every_field_has_a_description() =>
        Fields.Where(field => Description(field.Schema).Length == 0).Select(field => field.Path).ShouldBeEmpty();

    [Fact]
    public void Every_number_states_its_unit() =>
        Fields.Where(field => (string?)field.Schema["type"] is "integer" or "number" && !Counts.Contains(field.Name))
            .Where(field => !Unit().IsMatch(Description(field.Schema)))
            .Select(field => $"{field.Path}: {Description(field.Schema)}").ShouldBeEmpty();

    [Fact]
    public void Every_listed_count_is_an_integer_field() =>
        Counts.ShouldBeSubsetOf(Fields.Where(field => (string?)field.Schema["type"] is "integer").Select(field => field.Name));

    [Fact]
    public void Every_bound_is_told() =>
        Fields.Where(field => field.Schema["minimum"] is { } minimum && !Description(field.Schema).Contains($"From {minimum} to ", StringComparison.Ordinal))
            .Select(field => field.Path).ShouldBeEmpty();

    // kubectl explain shows each value with its meaning: "Immediately: Immediately: the channel is stopped".
    [Fact]
    public void No_meaning_of_a_value_repeats_the_value() =>
        Fields.Where(field => field.Schema["enum"] is JsonArray values
                && values.Any(value => Regex.IsMatch(Description(field.Schema), $"{value}: {value}[:.]", RegexOptions.IgnoreCase)))
            .Select(field => $"{field.Path}: {Description(field.Schema)}").ShouldBeEmpty();

    [Fact]
    public void Every_field_that_may_be_left_out_says_what_then_holds() =>
        Fields.Where(field => field.Path.Contains(".spec.", StringComparison.Ordinal) && !field.IsRequired)
            // The fields of an object that is filled in say it themselves.
            .Where(field => field.Schema["default"] is not JsonObject && !Absence().IsMatch(Description(field.Schema)))
            .Select(field => $"{field.Path}: {Description(field.Schema)}").ShouldBeEmpty();

    public static TheoryData<string> Kinds => [.. OnairResources.Kinds.Select(kind => kind.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_rule_is_about_a_field_that_exists(string kind) =>
        OnairResources.Kind(kind).Rules.Where(rule => rule.Field.StartsWith("spec.", StringComparison.Ordinal))
            .Select(rule => $"{kind}.{rule.Field.Replace("[]", "", StringComparison.Ordinal)}")
            .ShouldBeSubsetOf(Fields.Select(field => field.Path));

    private static string Description(JsonObject schema) => (string?)schema["description"] ?? "";

    private static IEnumerable<(string Path, string Name, JsonObject Schema, bool IsRequired)> FieldsOf(string path, JsonObject schema)
    {
        var required = (schema["required"] as JsonArray ?? []).Select(name => (string?)name).ToHashSet();
        foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
        {
            var field = (JsonObject)member!;
            yield return ($"{path}.{name}", name, field, required.Contains(name));
            var inner = (field["items"] ?? field["additionalProperties"]) as JsonObject ?? field;
            foreach (var nested in FieldsOf($"{path}.{name}", inner)) yield return nested;
        }
    }

    [GeneratedRegex(@"\b(seconds?|hours?|pixels|bits per second|bytes|percent|in currency)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Unit();

    [GeneratedRegex(@"\b(Absent:|Absent for|When absent,|Default:)")]
    private static partial Regex Absence();
}
