using Onair.Emulator.Directories;
using Onair.Emulator.MediaPackage;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>The channels for the admin page.</summary>
internal sealed class ChannelDirectory(MediaLiveAccount account, MediaPackageAccount packages) : IChannelDirectory
{
    /// <inheritdoc/>
    public IReadOnlyList<ChannelSummary> List() =>
    [
        .. account.LiveChannels.Select(c => new ChannelSummary(
            c.Id,
            c.Settings.Text("name") ?? "",
            c.State.Wire(),
            c.State == ChannelState.Running ? c.StartedAt : null,
            [.. ChannelPlanner.PackageChannels(c).SelectMany(packages.HlsEndpoints).Select(e => e.EndpointToken)])),
    ];
}
