namespace Onair.Tests.Support;

/// <summary>
/// A service as a process: the native program when <c>ONAIR_NATIVE</c> names it, as <c>./dev test integration</c> makes it; else the
/// service's own program, e.g. in a debugger. Both have the settings of the image.
/// </summary>
internal static class ServiceProgram
{
    private static readonly string? Native = Environment.GetEnvironmentVariable("ONAIR_NATIVE") is { Length: > 0 } path ? path : null;

    /// <summary>What the image sets for the services.</summary>
    public static readonly IReadOnlyList<(string Name, string Value)> ImageSettings =
        [("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0"), ("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1")];

    /// <summary>The program of a verb, and its arguments.</summary>
    public static (string File, string[] Arguments) Of(string verb, params string[] arguments) => Native is null
        ? ("dotnet", [Path.Combine(AppContext.BaseDirectory, $"Onair.{char.ToUpperInvariant(verb[0])}{verb[1..]}.dll"), .. arguments])
        : (Native, [verb, .. arguments]);

    /// <summary>Starts a service.</summary>
    public static Task<ChildProcess> StartAsync(string verb, string[] arguments, string logPath, IReadOnlyDictionary<string, string> environment)
    {
        var (file, all) = Of(verb, arguments);
        var settings = new Dictionary<string, string>(environment);
        foreach (var (name, value) in ImageSettings) settings.TryAdd(name, value);
        return ChildProcess.StartAsync(file, all, logPath, settings);
    }
}
