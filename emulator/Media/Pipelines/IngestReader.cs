using Onair.Emulator.Media.Ingest;
using Onair.Emulator.Media.Readers;
using Onair.Processes;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>
/// A push, read from the ingest. It is connected before anybody publishes, so that nothing of the first GOP is lost; the
/// ingest closes it when the publisher leaves.
/// </summary>
internal sealed partial class IngestReader(PipelineSource pipeline, ChannelServices services) : ISourceReader
{
    private readonly string _stream = IngestTable.InternalName(pipeline.InputId, pipeline.Pipeline);
    private readonly ILogger _log = services.Log;

    /// <inheritdoc/>
    public string From => Publisher is { } publisher ? $"publisher at {publisher.Address}" : "no publisher";

    /// <inheritdoc/>
    public bool Unreachable => false;

    /// <inheritdoc/>
    public TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(2);

    private Publisher? Publisher => services.Publishers.Current(_stream);

    /// <inheritdoc/>
    public async Task<ChildProcess?> OpenAsync(CancellationToken cancellationToken)
    {
        var url = $"rtmp://127.0.0.1:{services.Options.RtmpPorts[pipeline.Pipeline]}/{pipeline.Application}/{_stream}";
        // No "nobuffer": with it, ffmpeg throws away the seconds that it probed.
        return await ChildProcess.StartAsync(
            "ffmpeg",
            [
                "-hide_banner", "-nostdin", "-loglevel", "error", "-probesize", "500000",
                "-analyzeduration", "1000000", "-i", url, .. ReaderOutput.Arguments(),
            ],
            readOutput: true, workingDirectory: services.Directory.Path);
    }

    /// <inheritdoc/>
    public void Ended(bool received, string lastWords)
    {
        if (!received && Publisher is not null) LogNothing(pipeline.InputId, pipeline.Pipeline, lastWords);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "Input {InputId}, pipeline {Pipeline}: no video from the publisher; ffmpeg said: {LastWords}")]
    private partial void LogNothing(string inputId, int pipeline, string lastWords);
}
