using System.Threading.Channels;
using Onair.Emulator.Media.Encryption;
using Onair.Emulator.Media.Ts;

namespace Onair.Emulator.Media.Packaging;

/// <summary>A finished part of one rendition.</summary>
internal sealed record SegmentPart(string Path, CutSegment Segment);

/// <summary>The parts of one segment, one per rendition in the order of the ladder.</summary>
/// <param name="Endpoint">The settings it is made by.</param>
/// <param name="Parts">Where it lies.</param>
internal sealed record SegmentSet(PackageEndpoint Endpoint, IReadOnlyList<SegmentPart> Parts);

/// <summary>
/// Publishes the segments of one run to one endpoint, one after the other, each under the key of its period. A key server
/// that is slow holds back this endpoint and nothing else.
/// </summary>
internal sealed partial class SegmentPublisher
{
    private readonly Channel<SegmentSet> _sets = Channel.CreateUnbounded<SegmentSet>(new() { SingleReader = true });
    private readonly EndpointStore _store;
    private readonly IReadOnlyList<Rendition> _renditions;
    private readonly RunClock _clock;
    private readonly ContentKeyCache _keys;
    private readonly ILogger _log;
    private readonly Task _work;
    private PackageEndpoint? _described;
    private bool _follows;

    public SegmentPublisher(EndpointStore store, IReadOnlyList<Rendition> renditions, RunClock clock, ContentKeyCache keys, ILogger log)
    {
        (_store, _renditions, _clock, _keys, _log) = (store, renditions, clock, keys, log);
        _work = Task.Run(RunAsync);
    }

    public void Add(SegmentSet set) => _sets.Writer.TryWrite(set);

    /// <summary>Returns when everything added is published.</summary>
    public Task CompleteAsync()
    {
        _sets.Writer.TryComplete();
        return _work;
    }

    private async Task RunAsync()
    {
        await foreach (var set in _sets.Reader.ReadAllAsync())
        {
            try
            {
                _follows = await PublishAsync(set);
            }
            catch (Exception exception) // the disk may be full, or the endpoint deleted; the next segment may succeed
            {
                _follows = false;
                LogLost(set.Endpoint.EndpointToken, exception);
            }
        }
    }

    private async Task<bool> PublishAsync(SegmentSet set)
    {
        var first = set.Parts[0].Segment;
        var start = _store.Place(_clock.At(first.FirstPts));
        ContentKey? key = null;
        if (set.Endpoint.Encryption is { } encryption && (key = await _keys.GetAsync(encryption, start)) is null)
        {
            _store.Withhold();
            foreach (var part in set.Parts) File.Delete(part.Path);
            return false;
        }

        if (!ReferenceEquals(_described, set.Endpoint))
        {
            var variants = _renditions.Select((r, i) => Describe(r, set.Parts[i].Segment));
            _store.Describe(new EndpointState(set.Endpoint, TargetDuration(set.Endpoint), [.. variants]));
            _described = set.Endpoint;
        }

        _store.Publish([.. set.Parts.Select(p => p.Path)], start, first.Ticks, !_follows, key);
        return true;
    }

    private int TargetDuration(PackageEndpoint endpoint) => (int)Math.Ceiling(SegmentLength.Of(endpoint.SegmentSeconds, _renditions[0].GopSeconds) - 0.01);

    private static Variant Describe(Rendition rendition, CutSegment segment)
    {
        var audio = segment.Tables.AudioPid < 0 ? 0 : rendition.AudioBitrate;
        var video = segment.Video?.Codec ?? "avc1.4D4028";
        if (rendition.IsCopy)
        {
            var bitrate = (int)(segment.Bytes * 8 * 90_000 / Math.Max(1, segment.Ticks));
            return new Variant(
                rendition.Name, segment.Video?.Width ?? 0, segment.Video?.Height ?? 0, segment.Video?.FrameRate ?? 0,
                segment.Tables.AudioPid < 0 ? video : $"{video},mp4a.40.2", bitrate, bitrate);
        }

        return new Variant(
            rendition.Name, rendition.Width, rendition.Height,
            (double)rendition.FrameRateNumerator / rendition.FrameRateDenominator,
            audio == 0 ? video : $"{video},mp4a.40.2",
            (int)(rendition.VideoBitrate * 1.1) + audio, rendition.VideoBitrate + audio);
    }

    [LoggerMessage(LogLevel.Warning, "Endpoint {Token}: a segment is lost")]
    private partial void LogLost(string token, Exception exception);
}
