using Microsoft.Extensions.Logging.Console;

namespace Onair.Gateway;

/// <summary>The server's own log of requests.</summary>
internal static class RequestLog
{
    private const string Category = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>
    /// Turns it off: it contains whole URLs, and callers may put their token into them. The console is filtered by name as well, because a
    /// provider's own filter would take precedence.
    /// </summary>
    public static IServiceCollection WithoutRequestLog(this IServiceCollection services) => services.AddLogging(logging => logging
        .AddFilter(Category, LogLevel.Warning)
        .AddFilter<ConsoleLoggerProvider>(Category, LogLevel.Warning));
}
