using System.Collections.Concurrent;
using System.Globalization;
using Onair.Emulator.Media;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs.Streams;

/// <summary>Begins a stream when an encoder pushes, and ends it with the push.</summary>
internal sealed partial class StreamMonitor(
    IvsAccount account, IPushIngest ingest, IMediaEngine engine, Transitions transitions, TimeProvider time, ILogger<StreamMonitor> log) : BackgroundService
{
    /// <summary>How long the playlists of a stream outlive it.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, Task> _starts = new(StringComparer.Ordinal);

    /// <summary>The channel's stream as of now, live or about to be; null when nobody pushes.</summary>
    public IvsStream? Observe(IvsChannel channel)
    {
        lock (account.Gate)
        {
            while (true)
            {
                var stream = account.StreamOf(channel.Id);
                var connection = ingest.Current(channel.Id);
                switch (StreamDecision.Decide(stream, connection, stream is not null && Receiving(stream) == true))
                {
                    case StreamStep.Begin:
                        Begin(channel, connection!);
                        break;
                    case StreamStep.GoLive:
                        account.Streams.Put(stream! with { LiveAt = account.Now });
                        LogLive(stream.Id, channel.Id);
                        break;
                    case StreamStep.End:
                        End(stream!);
                        break;
                    default:
                        return stream;
                }
            }
        }
    }

    /// <summary>Whether the stream's video arrives; null when the media engine does not know it yet, or no more.</summary>
    public bool? Receiving(IvsStream stream) => engine.Health(stream.Id) is [var pipeline, ..] ? pipeline.Receiving : null;

    /// <summary>Forgets the streams of an earlier process: their pushes ended with it.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        foreach (var stream in account.Streams.Rows) await ForgetAsync(stream, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var channel in account.Channels.Rows)
            {
                try
                {
                    Observe(channel);
                }
                catch (IOException exception) // the disk may be full; the next round tries again
                {
                    LogNotObserved(channel.Id, exception);
                }
            }
        }
    }

    private void Begin(IvsChannel channel, string connection)
    {
        var stream = account.Streams.Put(new IvsStream
        {
            Id = "st-" + IvsAccount.NewText(23),
            ChannelId = channel.Id,
            Token = IvsAccount.NewText(32),
            Connection = connection,
            ConnectedAt = account.Now,
            Recording = Recording(channel),
        });
        var start = Task.Run(() => engine.StartAsync(StreamPlanner.Plan(channel, stream), CancellationToken.None));
        _starts[stream.Id] = start;
        transitions.At(account.Now, $"stream {stream.Id} begins", _ => start, static _ => { });
    }

    private void End(IvsStream stream)
    {
        var ended = account.Streams.Put(stream with { EndedAt = account.Now });
        LogEnded(stream.Id, stream.ChannelId);
        transitions.At(account.Now, $"stream {stream.Id} ends", c => StopAsync(stream.Id, c), static _ => { });
        transitions.At(account.Now + Remembered, $"stream {stream.Id} is forgotten", () => _ = ForgetAsync(ended, CancellationToken.None));
    }

    private async Task StopAsync(string streamId, CancellationToken cancellationToken)
    {
        // A stop that overtook its start would stop nothing.
        if (_starts.TryRemove(streamId, out var start)) await start.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await engine.StopAsync(streamId, cancellationToken);
    }

    private async Task ForgetAsync(IvsStream stream, CancellationToken cancellationToken)
    {
        await engine.RemovePackageEndpointAsync(stream.Token, cancellationToken);
        lock (account.Gate) account.Streams.Remove(stream.Id);
    }

    /// <summary>The prefix of "IVS Auto-Record to Amazon S3" in the IVS user guide.</summary>
    private RecordingTarget? Recording(IvsChannel channel)
    {
        var arn = channel.Settings.Text("recordingConfigurationArn");
        if (string.IsNullOrEmpty(arn) || account.IdOf(IvsKinds.RecordingConfiguration, arn) is not { } id || !account.Recordings.TryGet(id, out var row)) return null;
        if (row.Failed || row.Settings.Text("renditionConfiguration.renditionSelection") == "NONE") return null;
        var at = account.Now.UtcDateTime.ToString("yyyy/M/d/H/m", CultureInfo.InvariantCulture);
        var bucket = row.Settings.Required("destinationConfiguration.s3.bucketName");
        return new RecordingTarget(bucket, $"ivs/v1/{account.Options.AccountId}/{channel.Id}/{at}/{IvsAccount.NewId()}", arn);
    }

    [LoggerMessage(30, LogLevel.Information, "Stream {Id} of channel {Channel} is live")]
    private partial void LogLive(string id, string channel);

    [LoggerMessage(31, LogLevel.Information, "Stream {Id} of channel {Channel} has ended")]
    private partial void LogEnded(string id, string channel);

    [LoggerMessage(32, LogLevel.Error, "Channel {Channel} could not be observed")]
    private partial void LogNotObserved(string channel, Exception exception);
}
