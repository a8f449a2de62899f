using Onair.Gateway.KeyServer;
using Onair.Hosting;

namespace Onair.Gateway;

/// <summary>Builds the gateway.</summary>
internal static class GatewayApp
{
    public static WebApplication Build(WebApplicationBuilder builder, KeyServerSettings keyServer)
    {
        builder.Services.AddMetricsEndpoint().AddKeyServer(keyServer);
        builder.ListenOn(keyServer.Port, keyServer.SpekePort);

        var app = builder.Build();
        app.UsePorts(path => KeyServerSetup.IsForPackagers(path) ? keyServer.SpekePort : keyServer.Port);
        app.UseCors();
        app.MapKeyServer();
        app.MapMetricsEndpoint();
        app.MapHealth();
        return app;
    }
}
