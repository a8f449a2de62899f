using Amazon.MediaConvert;
using Amazon.MediaConvert.Model;
using Amazon.S3;
using Amazon.S3.Model;

namespace Onair.Tests.Integration.MediaConvert;

/// <summary>An emulator with recordings: <c>first/0.ts</c> to <c>2.ts</c> of 2 s each, frames 0 to 179, and <c>second/</c>, frames 1000 to 1119.</summary>
public sealed class ConvertStudio : IAsyncLifetime
{
    public const string Bucket = "archive";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-convert-");

    public EmulatorProcess Emulator { get; } = new(new Dictionary<string, string>
    {
        ["Emulator__DelayScale"] = "0.02",
        ["Emulator__Seed__Buckets__0"] = Bucket,
    });

    public AmazonMediaConvertClient Convert { get; private set; } = null!;

    public AmazonS3Client S3 { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Emulator.StartAsync();
        Convert = new(Emulator.Credentials, Emulator.Configure(new AmazonMediaConvertConfig()));
        S3 = new(Emulator.Credentials, Emulator.Configure(new AmazonS3Config { ForcePathStyle = true }));
        await RecordAsync("first", seconds: 6, firstNumber: 0);
        await RecordAsync("second", seconds: 4, firstNumber: 1000);
    }

    public async Task DisposeAsync()
    {
        Convert.Dispose();
        S3.Dispose();
        await Emulator.DisposeAsync();
        await ScratchFolder.DeleteAsync(_folder);
    }

    /// <summary>Creates a job with one MP4, <c>out/{name}.mp4</c>.</summary>
    /// <param name="name">Of the output.</param>
    /// <param name="height">Of the picture; null for the source's.</param>
    /// <param name="inputs">Keys, with start and end timecodes of a clip each; null for none.</param>
    public async Task<Job> CreateAsync(string name, int? height, params (string Key, string? Start, string? End)[] inputs)
    {
        var created = await Convert.CreateJobAsync(new CreateJobRequest
        {
            Role = "arn:aws:iam::000000000000:role/convert",
            Settings = new JobSettings { Inputs = [.. inputs.Select(Input)], OutputGroups = [Group(name, height)] },
        });
        return created.Job;
    }

    /// <summary>Waits until the job is over.</summary>
    public async Task<Job> OverAsync(Job job)
    {
        await UntilAsync(job, j => j.Status != JobStatus.SUBMITTED && j.Status != JobStatus.PROGRESSING);
        return (await Convert.GetJobAsync(new GetJobRequest { Id = job.Id })).Job;
    }

    public Task UntilAsync(Job job, Func<Job, bool> condition) => Eventually.ShouldBeAsync(
        async () => condition((await Convert.GetJobAsync(new GetJobRequest { Id = job.Id })).Job), () => $"job {job.Id} of {job.Settings.OutputGroups[0].Name} gets on", seconds: 180);

    /// <summary>Fetches an output into a file.</summary>
    public async Task<string> FetchAsync(string name)
    {
        var file = Path.Combine(_folder.FullName, $"{name}.mp4");
        using var answer = await S3.GetObjectAsync(Bucket, $"out/{name}.mp4");
        answer.Headers.ContentType.ShouldBe("video/mp4");
        await answer.WriteResponseStreamToFileAsync(file, append: false, CancellationToken.None);
        return file;
    }

    /// <summary>The keys of an output's name: one, or none.</summary>
    public async Task<int> OutputsAsync(string name) =>
        (await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, Prefix = $"out/{name}" })).KeyCount ?? 0;

    private static Input Input((string Key, string? Start, string? End) input) => new()
    {
        FileInput = $"s3://{Bucket}/{input.Key}",
        TimecodeSource = InputTimecodeSource.ZEROBASED,
        AudioSelectors = new() { ["Audio Selector 1"] = new AudioSelector { DefaultSelection = AudioDefaultSelection.DEFAULT } },
        InputClippings = input is (_, null, null) ? [] : [new InputClipping { StartTimecode = input.Start, EndTimecode = input.End }],
    };

    private static OutputGroup Group(string name, int? height) => new()
    {
        Name = name,
        OutputGroupSettings = new OutputGroupSettings
        {
            Type = OutputGroupType.FILE_GROUP_SETTINGS,
            FileGroupSettings = new FileGroupSettings { Destination = $"s3://{Bucket}/out/{name}" },
        },
        Outputs =
        [
            new Output
            {
                ContainerSettings = new ContainerSettings { Container = ContainerType.MP4 },
                VideoDescription = new VideoDescription
                {
                    Height = height,
                    CodecSettings = new VideoCodecSettings
                    {
                        Codec = VideoCodec.H_264,
                        H264Settings = new H264Settings { RateControlMode = H264RateControlMode.QVBR, MaxBitrate = 20_000_000 },
                    },
                },
                AudioDescriptions =
                [
                    new AudioDescription
                    {
                        CodecSettings = new AudioCodecSettings
                        {
                            Codec = AudioCodec.AAC,
                            AacSettings = new AacSettings { Bitrate = 96_000, CodingMode = AacCodingMode.CODING_MODE_2_0, SampleRate = 48_000 },
                        },
                    },
                ],
            },
        ],
    };

    private async Task RecordAsync(string name, int seconds, int firstNumber)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        await MarkedVideo.RecordAsync(folder, seconds, segmentSeconds: 2, firstNumber);
        foreach (var file in Directory.EnumerateFiles(folder, "*.ts"))
            await S3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = $"{name}/{Path.GetFileName(file)}", FilePath = file });
    }
}
