using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Onair.Hosting.Settings;

namespace Onair.Hosting;

/// <summary>How every program starts: it reads its settings, names all errors in them or runs until it is told to end.</summary>
public static class ProgramStart
{
    /// <summary>Runs a program, and returns its exit code: 1 when a setting is invalid.</summary>
    /// <param name="args">The arguments, which may set what the configuration holds.</param>
    /// <param name="read">Reads the settings.</param>
    /// <param name="build">Adds the features and maps their routes.</param>
    public static async Task<int> RunAsync<TSettings>(string[] args, Func<SettingsReader, TSettings> read, Func<WebApplicationBuilder, TSettings, WebApplication> build)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        if (!TryRead(builder, read, out var settings)) return 1;
        builder.Logging.AddLines();
        builder.Services.TryAddSingleton(TimeProvider.System);
        await build(builder, settings).RunAsync();
        return Environment.ExitCode;
    }

    /// <summary>Runs a command that needs the program's settings and not its features, and returns its exit code: 1 when a setting is invalid.</summary>
    public static int RunCommand<TSettings>(Func<SettingsReader, TSettings> read, Func<TSettings, int> command) =>
        TryRead(WebApplication.CreateSlimBuilder(), read, out var settings) ? command(settings) : 1;

    private static bool TryRead<TSettings>(WebApplicationBuilder builder, Func<SettingsReader, TSettings> read, out TSettings settings)
    {
        var reader = new SettingsReader(builder.Configuration);
        settings = read(reader);
        foreach (var error in reader.Errors) Console.Error.WriteLine($"error: {error}");
        return reader.Errors.Count == 0;
    }
}
