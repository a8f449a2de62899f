using Onair.Emulator.S3;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>Reads a job's inputs.</summary>
internal static class JobInputReader
{
    /// <exception cref="JobFailureException">There is no such object: AWS's 1404.</exception>
    public static Stream Open(IObjectStore store, JobInput input) =>
        store.OpenRead(input.Bucket, input.Key)
        ?? throw new JobFailureException(1404, $"Unable to open input file [{input.Url}]: [Failed probe/open: [Can't read input stream: [Failed to read data: HeadObject failed]]]");

    /// <summary>What is in each.</summary>
    /// <exception cref="JobFailureException">One is not there (1404), or no MPEG-TS with H.264 video (1010).</exception>
    public static async Task<IReadOnlyList<InputClip>> ProbeAsync(IReadOnlyList<JobInput> inputs, IObjectStore store, CancellationToken cancellationToken)
    {
        List<InputClip> clips = [];
        foreach (var input in inputs)
        {
            await using var stream = Open(store, input);
            var contents = await TsContents.ReadAsync(stream, cancellationToken);
            if (contents is null || contents.Map.VideoType != H264)
                throw new JobFailureException(1010, $"Unable to open input file [{input.Url}]: [Failed probe/open: [No parser found for container]]");
            clips.AddRange(InputClip.Of(input, contents));
        }

        return clips;
    }

    private const byte H264 = 0x1b;
}
