using Microsoft.Extensions.Logging;

namespace Onair.Hosting;

/// <summary>How every program logs: one line for each entry, which begins with the time in UTC.</summary>
public static class LogLines
{
    // RFC 3339, as kubectl logs --timestamps and Onair's own times are.
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z '";

    /// <summary>Logs lines to the console.</summary>
    public static ILoggingBuilder AddLines(this ILoggingBuilder logging) => logging.AddSimpleConsole(options =>
    {
        options.SingleLine = true;
        options.TimestampFormat = Time;
        options.UseUtcTimestamp = true;
    });
}
