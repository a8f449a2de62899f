using Amazon.MediaConvert;
using Amazon.MediaConvert.Model;
using Onair.Aws;

namespace Onair.Tests.Integration.Aws;

[Collection(EmulatorCollection.Name)]
public sealed class MediaConvertTests(AwsEmulator emulator)
{
    [Fact]
    public async Task Every_listed_operation_works_against_the_emulator()
    {
        using var client = new AmazonMediaConvertClient(emulator.Credentials, emulator.Configure(new AmazonMediaConvertConfig()));
        var convert = CallRecorder<IAmazonMediaConvert>.Around(client, out var called);

        (await convert.DescribeEndpointsAsync(new DescribeEndpointsRequest())).Endpoints.ShouldHaveSingleItem().Url.ShouldBe(emulator.Url);
        // Paused: its jobs stay where they are.
        var queue = (await convert.CreateQueueAsync(new CreateQueueRequest { Name = "aws-tests", Status = QueueStatus.PAUSED })).Queue;
        (await convert.GetQueueAsync(new GetQueueRequest { Name = "aws-tests" })).Queue.Arn.ShouldBe(queue.Arn);
        var template = (await convert.CreateJobTemplateAsync(new CreateJobTemplateRequest { Name = "aws-tests", Settings = new JobTemplateSettings { OutputGroups = [Group()] } })).JobTemplate;
        (await convert.GetJobTemplateAsync(new GetJobTemplateRequest { Name = template.Arn })).JobTemplate.Settings.OutputGroups.Count.ShouldBe(1);

        var job = (await convert.CreateJobAsync(new CreateJobRequest
        {
            Queue = queue.Arn,
            JobTemplate = template.Name,
            Role = "arn:aws:iam::000000000000:role/convert",
            Settings = new JobSettings { Inputs = [new Input { FileInput = "s3://archive/a.ts" }] },
            Tags = new() { ["onair.dev/uid"] = "u-1" },
            UserMetadata = new() { ["onair.dev/section"] = "1" },
        })).Job;
        job.Status.ShouldBe(JobStatus.SUBMITTED);
        job.CreatedAt.ShouldNotBeNull();
        (await convert.GetJobAsync(new GetJobRequest { Id = job.Id })).Job.UserMetadata["onair.dev/section"].ShouldBe("1");
        (await convert.ListJobsAsync(new ListJobsRequest { Queue = queue.Arn, Order = Order.DESCENDING, MaxResults = 20 })).Jobs.ShouldHaveSingleItem().Id.ShouldBe(job.Id);

        await convert.TagResourceAsync(new TagResourceRequest { Arn = job.Arn, Tags = new() { ["a"] = "1" } });
        await convert.UntagResourceAsync(new UntagResourceRequest { Arn = job.Arn, TagKeys = ["onair.dev/uid"] });
        (await convert.ListTagsForResourceAsync(new() { Arn = job.Arn })).ResourceTags.Tags.ShouldBe(new Dictionary<string, string> { ["a"] = "1" });

        await convert.CancelJobAsync(new CancelJobRequest { Id = job.Id });
        (await convert.GetJobAsync(new GetJobRequest { Id = job.Id })).Job.Status.ShouldBe(JobStatus.CANCELED);
        var over = await Should.ThrowAsync<ConflictException>(() => convert.CancelJobAsync(new CancelJobRequest { Id = job.Id }));
        AwsErrorReader.Classify(over).Kind.ShouldBe(AwsErrorKind.Conflict);
        var unknown = await Should.ThrowAsync<NotFoundException>(() => convert.GetJobAsync(new GetJobRequest { Id = "1-none" }));
        AwsErrorReader.Classify(unknown).Kind.ShouldBe(AwsErrorKind.NotFound);

        called.ShouldBe(ListedOperations.Of("mediaconvert"), ignoreOrder: true);
    }

    private static OutputGroup Group() => new()
    {
        OutputGroupSettings = new OutputGroupSettings
        {
            Type = OutputGroupType.FILE_GROUP_SETTINGS,
            FileGroupSettings = new FileGroupSettings { Destination = "s3://archive/out/" },
        },
        Outputs =
        [
            new Output
            {
                ContainerSettings = new ContainerSettings { Container = ContainerType.MP4 },
                VideoDescription = new VideoDescription
                {
                    CodecSettings = new VideoCodecSettings { Codec = VideoCodec.H_264, H264Settings = new H264Settings { RateControlMode = H264RateControlMode.CBR, Bitrate = 1_000_000 } },
                },
            },
        ],
    };
}
