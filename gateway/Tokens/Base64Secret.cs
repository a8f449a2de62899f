using System.Buffers.Text;
using Onair.Hosting.Settings;

namespace Onair.Gateway.Tokens;

/// <summary>A secret among the settings: base64 of at least 32 bytes.</summary>
internal static class Base64Secret
{
    private const int LeastBytes = 32;

    /// <summary>Reads the secret; empty or too short after an error, which <paramref name="settings"/> collects.</summary>
    public static byte[] Read(SettingsReader settings, string name)
    {
        var text = settings.Secret(name);
        var bytes = Base64.IsValid(text) ? Convert.FromBase64String(text) : [];
        if (bytes.Length < LeastBytes) settings.WrongSecret(name, $"must be base64 of at least {LeastBytes} bytes");
        return bytes;
    }
}
