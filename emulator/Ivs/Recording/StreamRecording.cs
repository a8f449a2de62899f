using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Emulator.Media.Packaging;
using Onair.Emulator.S3;

namespace Onair.Emulator.Ivs.Recording;

/// <summary>
/// The objects of one recording, as "IVS Auto-Record to Amazon S3" in the IVS user guide lists them: segments and playlists in <c>media/hls</c>, a
/// document in <c>events</c> when it begins and when it ends.
/// </summary>
internal sealed class StreamRecording(IvsStream stream, string channelArn, IObjectStore store)
{
    private const string Hls = "media/hls";
    private const string Master = "master";
    private const string Playlist = "playlist";

    private readonly List<Segment> _segments = [];
    private EndpointState? _state;
    private bool _begun;

    /// <summary>Whether everything is in the bucket.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Stores the segments that are not stored yet.</summary>
    /// <exception cref="IOException">A file or the bucket is gone.</exception>
    public async Task AddAsync(EndpointState state, EndpointStore source, CancellationToken cancellationToken)
    {
        _state = state;
        if (!_begun) await PutAsync("events/recording-started.json", Event("RECORDING_STARTED", null), "application/json", cancellationToken);
        _begun = true;
        foreach (var segment in source.From(_segments.Count == 0 ? 0 : _segments[^1].Sequence + 1))
        {
            foreach (var variant in state.Variants)
            {
                await using var file = File.OpenRead(source.SegmentPath(variant.Name, segment.Sequence));
                await PutAsync($"{Hls}/{variant.Name}/{segment.Sequence}.ts", file, "video/mp2t", cancellationToken);
            }

            _segments.Add(segment);
        }
    }

    /// <summary>Stores the playlists and the last event.</summary>
    /// <exception cref="IOException">The bucket is gone.</exception>
    public async Task CompleteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_state is null || _segments.Count == 0) return;
        const string type = "application/vnd.apple.mpegurl";
        foreach (var variant in _state.Variants)
            await PutAsync($"{Hls}/{variant.Name}/{Playlist}.m3u8", Text(MediaPlaylist.Write(_segments, _state.TargetDuration, ended: true)), type, cancellationToken);
        await PutAsync($"{Hls}/{Master}.m3u8", Text(MasterPlaylist.Write(_state.Variants, _segments, Playlist, "")), type, cancellationToken);
        await PutAsync("events/recording-ended.json", Event("RECORDING_ENDED", now), "application/json", cancellationToken);
        IsComplete = true;
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private Task PutAsync(string name, Stream content, string type, CancellationToken cancellationToken) => store.PutAsync(
        stream.Recording!.Bucket, $"{stream.Recording.Prefix}/{name}", content, new Dictionary<string, string> { ["Content-Type"] = type }, cancellationToken);

    private MemoryStream Event(string status, DateTimeOffset? endedAt)
    {
        var renditions = _state!.Variants.Select(v => new JsonObject
        {
            ["path"] = v.Name,
            ["playlist"] = $"{Playlist}.m3u8",
            ["resolution_width"] = v.Width,
            ["resolution_height"] = v.Height,
        });
        var hls = new JsonObject { ["path"] = Hls, ["playlist"] = $"{Master}.m3u8", ["renditions"] = new JsonArray([.. renditions]) };
        if (endedAt is not null) hls["duration_ms"] = (long)_segments.Sum(s => s.Duration.TotalMilliseconds);
        var document = new JsonObject
        {
            ["version"] = "v1",
            ["channel_arn"] = channelArn,
            ["recording_started_at"] = Time(stream.LiveAt!.Value),
            ["recording_status"] = status,
            ["media"] = new JsonObject { ["hls"] = hls },
        };
        if (endedAt is { } end) document["recording_ended_at"] = Time(end);
        return Text(document.ToJsonString());
    }
}
