using Onair.Gateway;
using Onair.Gateway.KeyServer;

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
