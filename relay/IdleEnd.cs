namespace Onair.RelayPod;

/// <summary>Ends the program some time after its last viewer, whatever became of those who started it.</summary>
internal sealed partial class IdleEnd(RelaySettings settings, RelayBoard board, IHostApplicationLifetime life, TimeProvider time, ILogger<IdleEnd> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (board.Idle < settings.Idle) await Task.Delay(Look, time, stoppingToken);
        LogEnd((int)settings.Idle.TotalSeconds);
        life.StopApplication();
    }

    [LoggerMessage(LogLevel.Information, "Nobody has watched for {Seconds} s: the end")]
    private partial void LogEnd(int seconds);
}
