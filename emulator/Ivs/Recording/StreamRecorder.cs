using Onair.Emulator.Media.Packaging;
using Onair.Emulator.S3;

namespace Onair.Emulator.Ivs.Recording;

/// <summary>Records streams: copies each segment to the bucket while its stream is on air, and writes the playlists when it has ended.</summary>
internal sealed partial class StreamRecorder(
    IvsAccount account, PackageOrigin origin, IObjectStore store, TimeProvider time, ILogger<StreamRecorder> log) : BackgroundService
{
    // Less than a segment is kept after it has left the playlist.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, StreamRecording> _recordings = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var streams = account.Streams.Rows;
            foreach (var stream in streams.Where(s => s is { Recording: not null, LiveAt: not null })) await RecordAsync(stream, stoppingToken);
            foreach (var gone in _recordings.Keys.Except(streams.Select(s => s.Id)).ToList()) _recordings.Remove(gone);
        }
    }

    private async Task RecordAsync(IvsStream stream, CancellationToken cancellationToken)
    {
        if (!_recordings.TryGetValue(stream.Id, out var recording))
            _recordings[stream.Id] = recording = new StreamRecording(stream, account.Arn(IvsKinds.Channel, stream.ChannelId), store);
        if (recording.IsComplete || origin.Find(stream.Token) is not { State: { } state } segments) return;
        try
        {
            // Asked before the segments: what is added afterwards is seen the next time.
            var ended = segments.Ended;
            await recording.AddAsync(state, segments, cancellationToken);
            if (ended) await recording.CompleteAsync(time.GetUtcNow(), cancellationToken);
        }
        catch (IOException exception) // the bucket may be gone; the next round tries again
        {
            LogNotRecorded(stream.Id, stream.Recording!.Bucket, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Stream {Id} could not be recorded to bucket {Bucket}, retrying")]
    private partial void LogNotRecorded(string id, string bucket, Exception exception);
}
