using Onair.Emulator.Ivs.Rtmps;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Ingest;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs.Streams;

/// <summary>
/// What the media engine does for a stream. The highest rendition is always the source itself; a STANDARD or ADVANCED channel adds the lowest of
/// IVS's ladder. Each stream has a place of its own, so that nobody sees the end of the one before.
/// </summary>
internal static class StreamPlanner
{
    /// <summary>File name of the media playlists, without extension.</summary>
    public const string Manifest = "live";

    // A segment ends at the first key frame after this: a source with a key frame each 2 s, as IVS recommends, has segments of 2 s.
    private const int LowSegmentSeconds = 1;
    private const int LowWindowSeconds = 10;
    private const int NormalSegmentSeconds = 4;
    private const int NormalWindowSeconds = 24;

    private static readonly Rendition Lowest = new("160p30", 284, 160, 230_000, 96_000, 30, 1, 1);

    /// <summary>The pushes that a channel's keys allow.</summary>
    public static IngestEndpoint Endpoint(IvsChannel channel, StreamKey key) => new(
        channel.Id, 0, IngestTable.PushApplication, key.Value,
        channel.Settings.Flag("insecureIngest") ? ["0.0.0.0/0", "::/0"] : [$"{RtmpsRelay.Address}/32"]);

    public static ChannelPlan Plan(IvsChannel channel, IvsStream stream)
    {
        var isLow = channel.Settings.Text("latencyMode") == "LOW";
        var endpoint = new PackageEndpoint(
            stream.Token, Manifest, isLow ? LowSegmentSeconds : NormalSegmentSeconds, isLow ? LowWindowSeconds : NormalWindowSeconds, 0)
        {
            EndsWithChannel = true,
        };
        // By the stream's id: the next stream may begin while this one is being ended.
        return new ChannelPlan(
            stream.Id,
            [new PipelineSource(0, channel.Id, IngestTable.PushApplication, "")],
            channel.Settings.Text("type") == "BASIC" ? [Rendition.Source("source")] : [Rendition.Source("source"), Lowest],
            new PackagePlan(stream.Id, [endpoint]),
            []);
    }
}
