using Onair.Gateway.KeyServer;
using Onair.Gateway.Player;
using Onair.Gateway.Telemetry;
using Onair.Hosting.Settings;

namespace Onair.Gateway;

/// <summary>The gateway's validated settings: what it serves.</summary>
/// <param name="Port">Where viewers fetch keys and open the player, and where the kubelet and Prometheus ask.</param>
/// <param name="KeyServer">The key server; null when it is off.</param>
/// <param name="StreamApi">The stream API; null when it is off.</param>
/// <param name="Player">The player; null when it is off.</param>
/// <param name="Telemetry">What viewers do; null when it is off.</param>
public sealed record GatewaySettings(int Port, KeyServerSettings? KeyServer, StreamApiSettings? StreamApi, PlayerSettings? Player = null, TelemetrySettings? Telemetry = null)
{
    /// <summary>Reads the settings; <paramref name="all"/> collects the errors in them.</summary>
    public static GatewaySettings Read(SettingsReader all)
    {
        var section = all.In(KeyServerSettings.Section);
        var keyServer = section.Flag("Enabled", fallback: true) ? KeyServerSettings.Read(all) : null;
        var port = keyServer?.Port ?? section.Port(nameof(KeyServerSettings.Port), KeyServerSettings.UsualPort);
        var streamApi = StreamApiSettings.Read(all);
        var player = PlayerSettings.Read(all, streamApi);
        return new(port, keyServer, streamApi, player, TelemetrySettings.Read(all, player is not null));
    }
}
