using Onair.Gateway.Access;
using Onair.Gateway.KeyServer;
using Onair.Gateway.Player;
using Onair.Hosting;

namespace Onair.Gateway;

/// <summary>The gateway's program.</summary>
public static class GatewayProgram
{
    /// <summary>Runs the gateway, or the command <c>token</c>, <c>link</c> or <c>key</c>, and returns the exit code: 1 when a setting is invalid.</summary>
    public static Task<int> RunAsync(string[] args) => args switch
    {
        ["token", .. var rest] => Task.FromResult(ProgramStart.RunCommand(
            KeyServerSettings.Read, settings => TokenCommand.Run(rest, settings, TimeProvider.System, Console.Out, Console.Error))),
        ["link", .. var rest] => Task.FromResult(ProgramStart.RunCommand(
            all => PlayerSettings.Read(all, streamApi: null), settings => LinkCommand.Run(rest, settings, TimeProvider.System, Console.Out, Console.Error))),
        ["key", .. var rest] => Task.FromResult(KeyCommand.Run(rest, Console.Out, Console.Error)),
        _ => ProgramStart.RunAsync(args, GatewaySettings.Read, (builder, settings) => GatewayApp.Build(builder, settings, ApiRouteTable.Table)),
    };
}
