using Onair.Emulator.Directories;
using Onair.Emulator.Media.Packaging;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs.Streams;

/// <summary>The channels for the admin page.</summary>
internal sealed class StreamDirectory(IvsAccount account, StreamMonitor streams, Viewers viewers) : IStreamDirectory
{
    /// <inheritdoc/>
    public IReadOnlyList<StreamSummary> List() => [.. account.Channels.Rows.Select(Summary)];

    private StreamSummary Summary(IvsChannel channel)
    {
        var stream = account.StreamOf(channel.Id);
        var state = stream is not { LiveAt: not null } ? "OFFLINE" : StreamDecision.Health(streams.Receiving(stream)) is var health and not "HEALTHY" ? health : "LIVE";
        return new StreamSummary(
            channel.Id, channel.Settings.Text("name") ?? "", state, stream is null ? 0 : viewers.Count(stream.Token), IvsDocuments.PlaybackPath(account, channel.Id));
    }
}
