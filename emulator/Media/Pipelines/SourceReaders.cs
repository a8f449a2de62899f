using Onair.Emulator.Media.Pull;
using Onair.Emulator.Media.Readers;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>The way to a pipeline's source.</summary>
internal static class SourceReaders
{
    public static ISourceReader Of(PipelineSource pipeline, ChannelServices services)
    {
        if (pipeline.Pull is not { } pull) return new IngestReader(pipeline, services);
        var status = new PullStatus(pipeline, pull, services.Log);
        return pull.Url.Scheme == "rtmp"
            ? new RtmpPullReader(pull, status, services.Options, services.Directory)
            : new HlsPullReader(pull, status, services.Options, services.Directory);
    }
}
