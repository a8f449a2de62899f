using System.Text.Json.Nodes;
using Onair.Emulator.MediaConvert;
using Onair.Emulator.MediaConvert.Transcoding;

namespace Onair.Tests.Unit.Emulator.MediaConvert;

public sealed class JobPlannerTests
{
    [Fact]
    public async Task A_job_does_what_its_settings_say()
    {
        using var plane = new ControlPlane();
        var plan = await plane.Transcoder.PlanAsync(await plane.ProgressingAsync());

        plan.Inputs.Select(i => i.Url).ShouldBe(["s3://archive/2026/s1/a.000001.ts", "s3://archive/2026/s1/a.000002.ts"]);
        plan.Inputs[0].Clips.ShouldBe([new JobClip(new Timecode(0, 0, 1, 10, false), new Timecode(0, 1, 0, 0, false))]);
        plan.Inputs[1].Clips.ShouldBeEmpty();
        var output = plan.Outputs.ShouldHaveSingleItem();
        output.Url.ShouldBe("s3://output/2026/s1/index_1.mp4");
        output.Faststart.ShouldBeTrue();
        output.Audio.ShouldBe(new AudioEncode(96_000, 48_000, 2));
        output.Video.ShouldBe(new VideoEncode(null, null, null, "QVBR", null, 5_000_000, 7, null, null));
    }

    [Theory]
    [InlineData("s3://output/cut", null, null, "cut.mp4")]
    [InlineData("s3://output/cut", "_hd", null, "cut_hd.mp4")]
    [InlineData("s3://output/a/b/", null, null, "a/b/a.000001.mp4")]
    [InlineData("s3://output/", "-x", "m4v", "a.000001-x.m4v")]
    public void An_output_is_named_by_its_destination_or_the_first_input(string destination, string? modifier, string? extension, string key)
    {
        var settings = JobRequests.Settings();
        settings["outputGroups"]![0]!["outputGroupSettings"]!["fileGroupSettings"]!["destination"] = destination;
        settings["outputGroups"]![0]!["outputs"]![0]!["nameModifier"] = modifier;
        settings["outputGroups"]![0]!["outputs"]![0]!["extension"] = extension;
        var plan = JobPlanner.Plan(new Job { Id = "1-a", Queue = "Default", Request = [], Settings = settings });
        plan.Outputs.ShouldHaveSingleItem().Key.ShouldBe(key);
    }

    [Fact]
    public async Task A_job_has_its_own_settings_and_its_templates()
    {
        using var plane = new ControlPlane();
        var template = JobRequests.Settings();
        template.Remove("inputs");
        template["outputGroups"]![0]!["outputs"]![0]!["videoDescription"]!["height"] = 360;
        template["outputGroups"]!.AsArray().Add(template["outputGroups"]![0]!.DeepClone());
        (await plane.MediaConvert("POST", "/jobTemplates", new JsonObject { ["name"] = "small", ["settings"] = template }.ToJsonString())).Status.ShouldBe(201);
        var request = JobRequests.Job();
        request["jobTemplate"] = "small";
        request["settings"]!["outputGroups"] = JsonNode.Parse(
            """[{"outputGroupSettings":{"type":"FILE_GROUP_SETTINGS","fileGroupSettings":{"destination":"s3://output/mine"}},"outputs":[]}]""");

        var job = await plane.CreateAsync(request);
        plane.Time.Advance(3);
        var plan = await plane.Transcoder.PlanAsync((string)job["id"]!);

        plan.Outputs.Select(o => (o.Url, o.Video!.Height)).ShouldBe([("s3://output/mine.mp4", 360), ("s3://output/2026/s1/index_1.mp4", 360)]);
        ((string)job["jobTemplate"]!).ShouldBe("arn:aws:mediaconvert:us-east-1:000000000000:jobTemplates/small");
    }
}
