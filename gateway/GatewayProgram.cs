using Onair.Gateway.KeyServer;

namespace Onair.Gateway;

/// <summary>The gateway's program.</summary>
public static class GatewayProgram
{
    /// <summary>Runs the gateway, or the command <c>token</c>, and returns the exit code: 1 when a setting is invalid.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var isTokenCommand = args is ["token", ..];
        var builder = WebApplication.CreateSlimBuilder(isTokenCommand ? [] : args);
        if (KeyServerSettings.Read(builder.Configuration.GetSection(KeyServerSettings.Section), out var errors) is not { } keyServer)
        {
            foreach (var error in errors) await Console.Error.WriteLineAsync($"error: {error}");
            return 1;
        }
        if (isTokenCommand) return TokenCommand.Run(args[1..], keyServer, TimeProvider.System, Console.Out, Console.Error);

        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        await GatewayApp.Build(builder, keyServer).RunAsync();
        return 0;
    }
}
