namespace Onair.Emulator.State;

internal sealed partial class Transitions
{
    [LoggerMessage(1, LogLevel.Error, "{What}: the side effect failed")]
    private partial void LogEffectFailed(Exception exception, string what);

    [LoggerMessage(2, LogLevel.Debug, "{What}: left for the next process")]
    private partial void LogInterrupted(string what);

    [LoggerMessage(3, LogLevel.Error, "{What}: could not be settled")]
    private partial void LogSettleFailed(Exception exception, string what);
}
