using System.Text.Json.Nodes;
using Onair.Emulator.Media;
using Onair.Emulator.S3;
using Onair.Processes;
using Onair.Recordings.Ts;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>Transcodes with ffmpeg.</summary>
internal sealed class JobTranscoder : IJobTranscoder, IDisposable
{
    // One at a time: an encoder uses all processors.
    private readonly SemaphoreSlim _slots = new(2);
    private readonly IObjectStore _store;
    private readonly string _directory;

    public JobTranscoder(IObjectStore store, MediaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_store, _directory) = (store, Path.Combine(options.MediaDirectory, "convert"));
        // Files of a killed process are useless: its jobs restart.
        if (Directory.Exists(_directory)) Directory.Delete(_directory, recursive: true);
    }

    /// <inheritdoc/>
    public async Task<JsonArray> RunAsync(JobPlan plan, IProgress<JobProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(progress);
        await _slots.WaitAsync(cancellationToken);
        var folder = Directory.CreateDirectory(Path.Combine(_directory, plan.JobId));
        try
        {
            progress.Report(new(JobPhase.Probing, 0));
            var outputs = plan.Outputs.ToList();
            if (outputs.FirstOrDefault(o => !_store.BucketExists(o.Bucket)) is { } lost) throw NoBucket(lost);
            var sequences = ClipSequence.Of(await JobInputReader.ProbeAsync(plan.Inputs, _store, cancellationToken));
            var files = outputs.Select((_, i) => Path.Combine(folder.FullName, $"output-{i}.mp4")).ToList();
            await TranscodeAsync(sequences, outputs, files, folder.FullName, progress, cancellationToken);
            progress.Report(new(JobPhase.Uploading, 95));
            foreach (var (output, file) in outputs.Zip(files)) await StoreAsync(output, file, cancellationToken);
            return Details(plan, sequences);
        }
        finally
        {
            folder.Delete(recursive: true);
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    private static JobFailureException NoBucket(JobOutput output) =>
        new(1404, $"Unable to write to output file [{output.Url}]: [Failed to write data: The specified bucket does not exist]");

    private static async Task ReadProgressAsync(Stream output, long frames, IProgress<JobProgress> progress, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(output);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("frame=", StringComparison.Ordinal) && long.TryParse(line.AsSpan(6), out var done))
                progress.Report(new(JobPhase.Transcoding, (int)Math.Clamp(done * 90 / Math.Max(1, frames), 1, 90)));
        }
    }

    private static JsonArray Details(JobPlan plan, IReadOnlyList<ClipSequence> sequences) =>
    [
        .. plan.Groups.Select(group => new JsonObject
        {
            ["outputDetails"] = new JsonArray([.. group.Select(output => Details(output.Video!, sequences))]),
        }),
    ];

    private static JsonObject Details(VideoEncode video, IReadOnlyList<ClipSequence> sequences)
    {
        var (source, milliseconds) = (sequences[0].Contents.Video, TranscodeFilter.Frames(video, sequences) * TranscodeFilter.RateOf(video, sequences).Ticks * 1000 / TsClock.Rate);
        return new JsonObject
        {
            ["durationInMs"] = (int)Math.Round(milliseconds),
            ["videoDetails"] = new JsonObject
            {
                ["heightInPx"] = video.Height ?? Scaled(video.Width, source?.Width, source?.Height),
                ["widthInPx"] = video.Width ?? Scaled(video.Height, source?.Height, source?.Width),
            },
        };
    }

    /// <summary>The side that is not asked for, in the source's proportion and even.</summary>
    private static int? Scaled(int? asked, int? source, int? other) =>
        asked is null || source is null ? other : (int)Math.Round((double)asked * other!.Value / source.Value / 2) * 2;

    private async Task TranscodeAsync(
        IReadOnlyList<ClipSequence> sequences, List<JobOutput> outputs, List<string> files, string folder, IProgress<JobProgress> progress,
        CancellationToken cancellationToken)
    {
        var inputs = sequences.Select((_, i) => Path.Combine(folder, $"run-{i}.ts")).ToList();
        foreach (var (sequence, file) in sequences.Zip(inputs)) await ClipSequenceFile.WriteAsync(sequence, file, _store, cancellationToken);
        await using var ffmpeg = await ChildProcess.StartAsync("ffmpeg", TranscodeArguments.Build(sequences, inputs, outputs, files), readOutput: true, workingDirectory: folder);
        await ReadProgressAsync(ffmpeg.Output, TranscodeFilter.Frames(outputs[0].Video!, sequences), progress, cancellationToken);
        await ffmpeg.Exited.WaitAsync(cancellationToken);
        if (ffmpeg.ExitCode != 0) throw new JobFailureException(1999, $"An unexpected transcoding error occurred: {ffmpeg.LastWords}");
    }

    private async Task StoreAsync(JobOutput output, string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = File.OpenRead(file);
            await _store.PutAsync(output.Bucket, output.Key, content, new Dictionary<string, string> { ["Content-Type"] = "video/mp4" }, cancellationToken);
        }
        catch (DirectoryNotFoundException)
        {
            throw NoBucket(output);
        }
    }
}
