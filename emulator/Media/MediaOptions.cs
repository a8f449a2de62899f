using Onair.Guard;

namespace Onair.Emulator.Media;

/// <summary>Where the media engine listens and writes.</summary>
/// <param name="RtmpPorts"><c>Emulator:RtmpPorts</c>: one port per pipeline, 1935 and 1936 by default.</param>
/// <param name="MediaDirectory"><c>Emulator:MediaDirectory</c>: segments, archive parts not yet uploaded; kept over restarts.</param>
/// <param name="SpekeSecret"><c>Emulator:SpekeSecret</c>: sent to key servers in the header <see cref="Encryption.SpekeClient.SecretHeader"/>; empty for none.</param>
internal sealed record MediaOptions(IReadOnlyList<int> RtmpPorts, string MediaDirectory, string SpekeSecret = "")
{
    /// <summary>
    /// What may be pulled from. MediaLive reaches public addresses; <c>Emulator:PullAllowedCidrs</c> adds networks, for sources beside the
    /// emulator.
    /// </summary>
    public AddressRules PullRules { get; init; } = AddressRules.PublicOnly;

    /// <exception cref="InvalidOperationException">There are not exactly two ports.</exception>
    /// <exception cref="FormatException">An allowed CIDR is none.</exception>
    public static MediaOptions From(IConfiguration configuration)
    {
        var ports = configuration.GetSection("Emulator:RtmpPorts").GetChildren()
            .Select(p => int.Parse(p.Value!, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        if (ports.Length is not (0 or 2)) throw new InvalidOperationException($"Emulator:RtmpPorts has {ports.Length} ports; it must have 2, one per pipeline.");
        return new MediaOptions(
            ports.Length == 0 ? [1935, 1936] : ports,
            configuration["Emulator:MediaDirectory"] ?? Path.Combine(Path.GetTempPath(), "onair-media"),
            configuration["Emulator:SpekeSecret"] ?? "")
        {
            PullRules = new AddressRules(configuration.GetSection("Emulator:PullAllowedCidrs").GetChildren().Select(c => c.Value!)),
        };
    }
}
