using System.Text.Json.Nodes;
using Amazon.MediaConvert;
using Amazon.MediaConvert.Model;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Client;
using Onair.Tests.Integration.Media;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.ArchiveSplits;

/// <summary>Splits with the engine MediaConvert, whose jobs the emulator does.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class MediaConvertTests(SplitRig rig) : IClassFixture<SplitRig>, IAsyncLifetime, IDisposable
{
    private const string Role = "arn:aws:iam::000000000000:role/convert";

    private readonly AmazonMediaConvertClient _convert = new(rig.Emulator.Credentials, rig.Emulator.Configure(new AmazonMediaConvertConfig()));

    public Task InitializeAsync() => ProviderAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _convert.Dispose();

    [Fact]
    public async Task Each_section_is_a_job_and_its_MP4_has_just_the_frames_that_were_asked_for()
    {
        await rig.RecordedAsync("convert");
        await CreateAsync("jobs", "convert", (5.5, 25), (12, 14));

        var split = await rig.ReadyAsync("jobs", 180);

        var first = split.Recorded.Sections[0];
        first.OutputUrl.ShouldBe($"s3://{SplitRig.Bucket}/shows/{rig.Name}/convert/jobs/index_0.mp4");
        first.DurationSeconds.ShouldNotBeNull().ShouldBe(19.5, 0.001);
        first.Method.ShouldBe("Encoded");
        first.Attempts.ShouldBe(1);
        first.Bytes.ShouldNotBeNull().ShouldBeGreaterThan(10_000);
        (await rig.OutputsAsync("convert", "jobs")).ShouldBe(["index_0.m3u8", "index_0.mp4", "index_1.m3u8", "index_1.mp4"]);
        (await FramesAsync("convert/jobs/index_0.mp4")).ShouldBe(585);
        (await FramesAsync("convert/jobs/index_1.mp4")).ShouldBe(60);
        var job = (await JobsAsync(split.Uid)).Single(j => j.Id == first.JobId);
        job.Role.ShouldBe(Role);
        (await _convert.ListTagsForResourceAsync(new() { Arn = job.Arn })).ResourceTags.Tags.ShouldContainKeyAndValue("onair.dev/resource", $"ArchiveSplit/{rig.Name}/jobs");
        (await rig.Operator.MetricsAsync()).ShouldContain("onair_split_sections_total{engine=\"MediaConvert\",result=\"Completed\"}");
    }

    [Theory]
    [InlineData("mediaconvert:CreateJob")]
    [InlineData("mediaconvert:ListJobs")]
    [InlineData("mediaconvert:GetJob")]
    public async Task Killed_when_a_call_had_its_effect_the_operator_finds_its_jobs_and_creates_no_others(string operation)
    {
        var name = operation[13..].ToLowerInvariant();
        await rig.RecordedAsync(name);
        var killed = rig.Proxy.LoseAnswer(operation, Lost.Cut, first: rig.Operator.KillAsync);
        await CreateAsync(name, name, (0, 5), (5, 10), (10, 15));
        await killed.WaitAsync(TimeSpan.FromMinutes(2));
        // Longer than the token of CreateJob is remembered: a minute, scaled.
        await Task.Delay(TimeSpan.FromSeconds(1.5));

        await rig.RestartOperatorAsync();

        var split = await rig.ReadyAsync(name, 180);
        split.Recorded.Sections.ShouldAllBe(s => s.Attempts == 1);
        (await JobsAsync(split.Uid)).Select(j => j.Id).ShouldBe(split.Recorded.Sections.Select(s => s.JobId), ignoreOrder: true);
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_no_second_job()
    {
        await rig.RecordedAsync("lost");
        var lost = rig.Proxy.LoseAnswer("mediaconvert:CreateJob", Lost.InternalError);
        await CreateAsync("lost", "lost", (0, 5));

        var split = await rig.ReadyAsync("lost");

        lost.IsCompleted.ShouldBeTrue();
        (await JobsAsync(split.Uid)).ShouldHaveSingleItem().Id.ShouldBe(split.Recorded.Sections[0].JobId);
    }

    [Fact]
    public async Task A_job_that_fails_is_tried_again_and_told_in_MediaConverts_words()
    {
        // Clips that no segment has, where the job has none of its own: all of its attempts fail.
        await _convert.CreateJobTemplateAsync(new()
        {
            Name = $"{rig.Name}-beyond",
            Settings = new() { Inputs = [new() { InputClippings = [new() { StartTimecode = "10:00:00:00" }] }], OutputGroups = [Group()] },
        });
        await ProviderAsync(template: $"{rig.Name}-beyond");
        await rig.RecordedAsync("failing");
        await CreateAsync("failing", "failing", (0, 10));

        var split = await rig.UntilAsync("failing", s => s.Recorded.Phase == "Failed", "its section has failed", 180);

        var section = split.Recorded.Sections[0];
        section.Attempts.ShouldBe(4);
        section.Message.ShouldNotBeNull().ShouldStartWith("MediaConvert error 1060: Input clip [10:00:00:00 - ]");
        (await JobsAsync(split.Uid)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_template_makes_the_MP4()
    {
        await _convert.CreateJobTemplateAsync(new() { Name = $"{rig.Name}-small", Settings = new() { OutputGroups = [Group(height: 90)] } });
        await ProviderAsync(template: $"{rig.Name}-small");
        await rig.RecordedAsync("templated");
        await CreateAsync("small", "templated", (1, 2));

        await rig.ReadyAsync("small");

        (await ProbeAsync("templated/small/index_0.mp4", "-show_entries", "stream=height", "-select_streams", "v", "-of", "csv=p=0")).ShouldBe("90");
    }

    [Fact]
    public async Task A_queue_that_does_not_exist_stalls_the_split_until_the_provider_names_another()
    {
        await ProviderAsync(queue: "nowhere");
        await rig.RecordedAsync("queued");
        await CreateAsync("queued", "queued", (0, 1));
        var split = await rig.UntilAsync("queued", s => s.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True }), "it stalls");
        split.Recorded.Conditions.Single(c => c.Type == ConditionTypes.Stalled).Message.ShouldContain("The specified queue was not found");

        await ProviderAsync();

        await rig.ReadyAsync("queued");
    }

    [Fact]
    public async Task A_job_that_MediaConvert_refuses_fails_its_section_at_once()
    {
        await _convert.CreateJobTemplateAsync(new() { Name = $"{rig.Name}-empty", Settings = new() { OutputGroups = [] } });
        await ProviderAsync(template: $"{rig.Name}-empty");
        await rig.RecordedAsync("refused");
        await CreateAsync("refused", "refused", (0, 5));

        var split = await rig.UntilAsync("refused", s => s.Recorded.Phase == "Failed", "its section has failed");

        split.Recorded.Sections[0].Message.ShouldNotBeNull().ShouldStartWith("MediaConvert refuses the job: ");
        split.Recorded.Sections[0].Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Deletion_cancels_the_job()
    {
        await _convert.CreateQueueAsync(new() { Name = $"{rig.Name}-paused", Status = QueueStatus.PAUSED });
        await ProviderAsync(queue: $"{rig.Name}-paused");
        await rig.RecordedAsync("waiting");
        await CreateAsync("waiting", "waiting", (0, 5));
        var split = await rig.UntilAsync("waiting", s => s.Recorded.Sections is [{ JobId: not null, Message: not null }], "its job waits");
        split.Recorded.Sections[0].Message.ShouldBe($"MediaConvert job {split.Recorded.Sections[0].JobId} waits in queue {rig.Name}-paused");

        await rig.DeletedAsync("waiting");

        (await JobsAsync(split.Uid)).ShouldHaveSingleItem().Status.ShouldBe(JobStatus.CANCELED);
        (await rig.OutputsAsync("waiting", "waiting")).ShouldBeEmpty();
    }

    private static OutputGroup Group(int? height = null) => new()
    {
        OutputGroupSettings = new() { Type = OutputGroupType.FILE_GROUP_SETTINGS, FileGroupSettings = new() { Destination = "s3://onair-archive/template/" } },
        Outputs =
        [
            new()
            {
                ContainerSettings = new() { Container = ContainerType.MP4 },
                VideoDescription = new()
                {
                    Height = height,
                    CodecSettings = new() { Codec = VideoCodec.H_264, H264Settings = new() { RateControlMode = H264RateControlMode.CBR, Bitrate = 300_000 } },
                },
            },
        ],
    };

    private Task<MediaProvider> ProviderAsync(string? queue = null, string? template = null)
    {
        var mediaConvert = new JsonObject { ["roleArn"] = Role, ["queue"] = queue, ["jobTemplate"] = template };
        var change = new JsonObject { ["spec"] = new JsonObject { ["aws"] = new JsonObject { ["mediaConvert"] = mediaConvert } } };
        return rig.Client.PatchAsync(OnairResources.MediaProviders, rig.Name, null, Patch.Merge(change));
    }

    private Task<ArchiveSplit> CreateAsync(string name, string stream, params (double Start, double End)[] sections) =>
        rig.CreateAsync(name, stream, s => s.Engine = SplitEngine.MediaConvert, sections);

    private async Task<IReadOnlyList<Job>> JobsAsync(string uid) =>
        await _convert.Paginators.ListJobs(new ListJobsRequest()).Jobs.Where(j => j.UserMetadata?.GetValueOrDefault("onair.dev/uid") == uid).ToListAsync();

    private async Task<int> FramesAsync(string output) => int.Parse(
        await ProbeAsync(output, "-count_packets", "-select_streams", "v", "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0"),
        System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> ProbeAsync(string output, params string[] arguments)
    {
        using var stored = await rig.S3.GetObjectAsync(SplitRig.Bucket, $"shows/{rig.Name}/{output}");
        using var bytes = new MemoryStream();
        await stored.ResponseStream.CopyToAsync(bytes);
        return await Tool.ProbeAsync(bytes.ToArray(), arguments);
    }
}
