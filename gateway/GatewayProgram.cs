using Onair.Gateway.KeyServer;
using Onair.Hosting;

namespace Onair.Gateway;

/// <summary>The gateway's program.</summary>
public static class GatewayProgram
{
    /// <summary>Runs the gateway, or the command <c>token</c>, and returns the exit code: 1 when a setting is invalid.</summary>
    public static Task<int> RunAsync(string[] args) => args is ["token", .. var rest]
        ? Task.FromResult(ProgramStart.RunCommand(
            KeyServerSettings.Read, settings => TokenCommand.Run(rest, settings, TimeProvider.System, Console.Out, Console.Error)))
        : ProgramStart.RunAsync(args, GatewaySettings.Read, GatewayApp.Build);
}
