using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Onair.Api.ArchiveSplits;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Schema;
using Onair.CrdGenerator;

namespace Onair.Tests.Unit.Api;

public sealed class SchemaTests
{
    public static TheoryData<Type, string, string, string> Keywords => new()
    {
        { typeof(ArchiveSplitSpec), "", "required", """["sections"]""" },
        { typeof(LiveStreamSpec), "state", "enum", """["Stopped","Running","Scheduled"]""" },
        { typeof(LiveStreamSpec), "applyPolicy", "default", "\"WhenIdle\"" },
        { typeof(LiveStreamSpec), "packaging", "default", "{}" },
        { typeof(LiveStreamSpec), "packaging.startoverWindowSeconds", "maximum", "1209600" },
        { typeof(LiveStreamSpec), "packaging.startoverWindowSeconds", "default", "3600" },
        { typeof(LiveStreamSpec), "encoder.renditions", "maxItems", "8" },
        { typeof(LiveStreamSpec), "encoder.renditions[].width", "multipleOf", "2" },
        { typeof(LiveStreamSpec), "encoder.renditions[].frameRate", "type", "\"number\"" },
        { typeof(LiveStreamSpec), "encoder.renditions[].frameRate", "default", "30" },
        { typeof(LiveStreamSpec), "input.allowedCidrs", "default", """["0.0.0.0/0"]""" },
        { typeof(LiveStreamSpec), "costGuard.maxRunDuration", "minLength", "2" },
        { typeof(LiveStreamSpec), "schedule[].start", "format", "\"date-time\"" },
        { typeof(MediaProviderSpec), "aws.rateLimit.requestsPerSecond", "minimum", "1" },
        { typeof(LiveStreamStatus), "conditions", "x-kubernetes-list-map-keys", """["type"]""" },
        { typeof(LiveStreamStatus), "observedGeneration", "format", "\"int64\"" },
        { typeof(IvsChannelStatus), "playback.url", "type", "\"string\"" },
        { typeof(IvsChannelStatus), "ingest.endpoint", "type", "\"string\"" },
    };

    public static TheoryData<Type, string> Refused => new()
    {
        { typeof(WithoutDefault), "neither [Required] nor nullable" },
        { typeof(UnknownRule), "EmailAddressAttribute has no schema here" },
        { typeof(ReflectingRule), "MaxLengthAttribute has no schema here" },
        { typeof(LoosePattern), "lacks ^ or $" },
        { typeof(FractionalBound), "A bound must be a whole number: 0.1" },
        { typeof(StrangeType), "System.Uri has no schema here" },
    };

    [Theory]
    [MemberData(nameof(Keywords))]
    public void The_types_say_the_schema(Type type, string path, string keyword, string json) =>
        Schemas.At(type, path)[keyword]!.ToJsonString().ShouldBe(JsonNode.Parse(json)!.ToJsonString());

    [Fact]
    public void An_optional_object_has_no_default() =>
        new[] { "costGuard", "state" }.ShouldAllBe(field => !Schemas.At(typeof(LiveStreamSpec), field).ContainsKey("default"));

    [Fact]
    public void A_description_tells_the_values_and_the_default() =>
        Schemas.At(typeof(LiveStreamSpec), "applyPolicy")["description"]!.GetValue<string>().ShouldBe(
            "When to apply an edit that a running channel cannot take. WhenIdle: At the next stop. Until then, the condition ChangesPending lists the fields. "
            + "Immediately: The channel is stopped, updated and started again. Default: WhenIdle.");

    [Fact]
    public void A_default_list_leaves_out_what_the_server_fills_in() =>
        Schemas.At(typeof(LiveStreamSpec), "encoder.renditions")["default"]!.ToJsonString().ShouldBe(
            """[{"width":1280,"height":720,"bitrate":2500000},{"width":640,"height":360,"bitrate":800000}]""");

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_member_that_no_schema_can_say_is_an_error(Type type, string message) =>
        Should.Throw<NotSupportedException>(() => Schemas.Whole(type)).Message.ShouldContain(message);

    [Fact]
    public void A_member_without_documentation_is_an_error()
    {
        var documentation = Documentation.Of(typeof(StreamState).Assembly);
        new SchemaBuilder(documentation, withDefaults: true).Object(typeof(Undocumented), "Test.");

        Should.Throw<NotSupportedException>(documentation.ThrowIfAnyIsMissing).Message
            .ShouldContain($"P:{typeof(Undocumented).FullName}.Silent");
    }

    [Fact]
    public void Strings_that_YAML_would_read_as_something_else_are_quoted()
    {
        var values = new JsonArray("True", "no", "1.0", "~", "", "word");

        YamlText.Of(new() { ["values"] = values }, "Test.").ShouldBe("# Test.\nvalues: ['True', 'no', '1.0', '~', '', word]\n");
    }

    public sealed record WithoutDefault
    {
        public AwsSpec Nested { get; set; } = new();
    }

    public sealed record UnknownRule
    {
        [EmailAddress]
        public string? Mail { get; set; }
    }

    public sealed record ReflectingRule
    {
        [MaxLength(3)]
        public string? Word { get; set; }
    }

    public sealed record LoosePattern
    {
        [ItemPattern("[a-z]+")]
        public IReadOnlyList<string>? Words { get; set; }
    }

    public sealed record FractionalBound
    {
        [Range(0.1, 1)]
        public double? Share { get; set; }
    }

    public sealed record StrangeType
    {
        public Uri? Address { get; set; }
    }

    public sealed record Undocumented
    {
        public int Silent { get; set; }
    }
}
