namespace Onair.Emulator.Media.Pipelines;

internal sealed partial class RunningChannel
{
    [LoggerMessage(LogLevel.Information, "Channel {ChannelId} encodes source {Source}")]
    private partial void LogRunBegan(string channelId, int source);

    [LoggerMessage(LogLevel.Information, "Channel {ChannelId} has lost its input")]
    private partial void LogRunEnded(string channelId);

    [LoggerMessage(LogLevel.Warning, "Channel {ChannelId}: the encoder failed and is replaced; ffmpeg said: {LastWords}")]
    private partial void LogEncoderFailed(string channelId, string lastWords, Exception exception);
}
