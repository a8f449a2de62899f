using System.Xml;

namespace Onair.Emulator.Media.Encryption;

/// <summary>
/// The keys of one content. The next period's key is requested as soon as this one's has arrived, so that a rotation never waits;
/// while the key server fails, the last key stays in use, as in MediaPackage.
/// </summary>
/// <param name="ask">Asks the key server for the key of a period.</param>
/// <param name="rotates">Whether there is a next period.</param>
/// <param name="time">For the pause between attempts.</param>
/// <param name="log">The log for failures.</param>
internal sealed partial class KeyRing(Func<long, Task<ContentKey>> ask, bool rotates, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, (Task<ContentKey> Answer, long AskedAt)> _asked = [];
    private ContentKey? _last;

    /// <summary>The key of a period, or the last one received; null when there never was one.</summary>
    public async ValueTask<ContentKey?> GetAsync(long period)
    {
        try
        {
            var key = await Ask(period);
            if (rotates) _ = Ask(period + 1);
            Interlocked.Exchange(ref _last, key);
            return key;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or FormatException or XmlException)
        {
            var last = Volatile.Read(ref _last);
            if (last is null) LogNoKey(period, exception);
            else LogReused(period, exception);
            return last;
        }
    }

    private Task<ContentKey> Ask(long period)
    {
        lock (_lock)
        {
            if (_asked.TryGetValue(period, out var asked)
                && (!asked.Answer.IsCompleted || asked.Answer.IsCompletedSuccessfully || time.GetElapsedTime(asked.AskedAt) < PauseAfterFailure))
                return asked.Answer;
            foreach (var old in _asked.Keys.Where(p => p < period - 1).ToList()) _asked.Remove(old);
            var answer = ask(period);
            _asked[period] = (answer, time.GetTimestamp());
            return answer;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The key server returned no key for period {Period}, and there is no earlier one: nothing is published")]
    private partial void LogNoKey(long period, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The key server returned no key for period {Period}: the last key stays in use")]
    private partial void LogReused(long period, Exception exception);
}
