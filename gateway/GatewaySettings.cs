using Onair.Gateway.KeyServer;
using Onair.Hosting.Settings;

namespace Onair.Gateway;

/// <summary>The gateway's validated settings: what it serves.</summary>
/// <param name="Port">Where viewers fetch keys, and where the kubelet and Prometheus ask.</param>
/// <param name="KeyServer">The key server; null when it is off.</param>
/// <param name="StreamApi">The stream API; null when it is off.</param>
public sealed record GatewaySettings(int Port, KeyServerSettings? KeyServer, StreamApiSettings? StreamApi)
{
    /// <summary>Reads the settings; <paramref name="all"/> collects the errors in them.</summary>
    public static GatewaySettings Read(SettingsReader all)
    {
        var section = all.In(KeyServerSettings.Section);
        if (!section.Flag("Enabled", fallback: true)) return new(section.Port(nameof(KeyServerSettings.Port), KeyServerSettings.UsualPort), null, StreamApiSettings.Read(all));
        var keyServer = KeyServerSettings.Read(all);
        return new(keyServer.Port, keyServer, StreamApiSettings.Read(all));
    }
}
