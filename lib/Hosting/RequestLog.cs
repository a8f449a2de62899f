using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Onair.Hosting;

/// <summary>The server's own log of requests.</summary>
public static class RequestLog
{
    private const string Category = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>
    /// Turns it off: it contains whole URLs, and some have a token in them. The console is filtered by name as well, because a provider's own
    /// filter would take precedence.
    /// </summary>
    public static IServiceCollection WithoutRequestLog(this IServiceCollection services) => services.AddLogging(logging => logging
        .AddFilter(Category, LogLevel.Warning)
        .AddFilter<ConsoleLoggerProvider>(Category, LogLevel.Warning));
}
