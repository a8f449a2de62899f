using Onair.Relays;

namespace Onair.RelayPod;

/// <summary>Copies the stream, and begins again when the source has ended or does not answer, until the program ends.</summary>
internal sealed partial class RelayRun(RelaySettings settings, RelayBoard board, TimeProvider time, ILogger<RelayRun> log) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var url = new Uri(await board.Url.WaitAsync(stoppingToken));
        Directory.CreateDirectory(settings.Folder);
        var sound = Sound.Copied;
        for (var pause = ShortestPause; !stoppingToken.IsCancellationRequested;)
        {
            board.Starting();
            await using var attempt = new RelayAttempt(url, sound, settings, board, time);
            var end = await attempt.RunAsync(stoppingToken);
            if (end.NeedsEncodedSound)
            {
                sound = Sound.Encoded;
                continue;
            }
            // A source that played and ended may be back at once.
            pause = end.Played ? ShortestPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
            board.Failed(end.Problem);
            LogEnd(end.Problem, end.Words);
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The source does not play: {Problem}. {Words}")]
    private partial void LogEnd(RelayProblem problem, string words);
}
