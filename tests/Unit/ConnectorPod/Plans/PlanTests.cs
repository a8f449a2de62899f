using System.Text.Json;
using Onair.ConnectorPod.Plans;
using Onair.Connectors;

namespace Onair.Tests.Unit.ConnectorPod.Plans;

public sealed class PlanTests
{
    internal static ConnectorPlan Good { get; } = new()
    {
        Sources = [new() { Kind = PlannedSourceKind.Page, Url = "https://meet.example.com/room?token=SECRET-TOKEN" }, new() { Kind = PlannedSourceKind.ColorBars }],
        Targets = ["rtmp://203.0.113.5:1935/live/SECRET-KEY"],
        Width = 1280,
        Height = 720,
        FrameRate = 30,
        VideoBitrate = 3_000_000,
        AudioBitrate = 128_000,
    };

    public static TheoryData<string, string> Broken => new()
    {
        { "no source", "sources: must have at least one" },
        { "url", "sources[0].url: must be an absolute URL with one of the schemes http, https" },
        { "no target", "targets: has 0, must have one or two" },
        { "target", "targets[0]: must be an rtmp or rtmps URL with application and stream" },
        { "width", "width: value 1281 must be even and between 16 and 4096" },
        { "rate", "frameRate: value 0 must be between 1 and 60" },
        { "cidr", "allowedCidrs: value 'everywhere' must be a network such as 10.1.0.0/16 or fd00::/8, without host bits" },
        { "authorities", "caBundle: value of 8 characters must have at least one certificate in PEM format" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_plan_is_refused_with_field_value_and_rule_and_without_a_URL(string what, string message)
    {
        var plan = what switch
        {
            "no source" => Good with { Sources = [] },
            "url" => Good with { Sources = [new() { Kind = PlannedSourceKind.Page, Url = "rtmp://example.com/a/SECRET" }] },
            "no target" => Good with { Targets = [] },
            "target" => Good with { Targets = ["rtmp://example.com/SECRET"] },
            "width" => Good with { Width = 1281 },
            "rate" => Good with { FrameRate = 0 },
            "authorities" => Good with { CaBundle = "nonsense" },
            _ => Good with { AllowedCidrs = ["everywhere"] },
        };

        PlanRules.Check(plan).ShouldBe([message]);
    }

    [Fact]
    public async Task A_plan_that_is_no_JSON_is_refused_without_quoting_it()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """{"targets": SECRET}""");
            var error = await Should.ThrowAsync<InvalidDataException>(() => PlanFile.ReadAsync(file, CancellationToken.None));
            error.Message.ShouldNotContain("SECRET");

            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(Good, ConnectorJson.Default.ConnectorPlan));
            (await PlanFile.ReadAsync(file, CancellationToken.None)).Targets.ShouldBe(Good.Targets);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("rtmp://203.0.113.5/live/SECRET-KEY: Input/output error")]
    [InlineData("[rtmp @ 0x55d] Cannot open SECRET-KEY at 203.0.113.5")]
    [InlineData("https://meet.example.com/room?token=SECRET-TOKEN failed, also https://elsewhere.example.com/SECRET-KEY")]
    public void Redacts_URLs_and_keys_from_output_of_other_programs(string text)
    {
        var hidden = new Redaction(Good).Hide(text);

        hidden.ShouldNotContain("SECRET");
        hidden.ShouldNotContain("203.0.113.5");
        hidden.ShouldNotContain("example.com");
        hidden.ShouldNotContain("0x55d");
    }
}
