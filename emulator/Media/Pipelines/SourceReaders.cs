using Onair.Emulator.Media.Pull;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>The way to a pipeline's source.</summary>
internal static class SourceReaders
{
    public static ISourceReader Of(PipelineSource pipeline, ChannelServices services)
    {
        if (pipeline.Pull is not { } pull) return new IngestReader(pipeline, services);
        var status = new PullStatus(pipeline, pull, services.Log);
        return pull.Url.Scheme == "rtmp" ? new RtmpPullReader(pull, status, services) : new HlsPullReader(pull, status, services);
    }

    /// <summary>Output arguments of every reader: the best video and an audio stream if there is one, both copied.</summary>
    /// <param name="program">Of the input, in ffmpeg's notation.</param>
    public static IReadOnlyList<string> Output(string program = "0") =>
    [
        "-map", $"{program}:v:0", "-map", $"{program}:a:0?",
        "-c", "copy", "-f", "mpegts", "-pat_period", "0.2", "-flush_packets", "1", "pipe:1",
    ];
}
