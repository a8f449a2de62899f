using System.Diagnostics;
using Onair.Tests.E2E.Hls;
using Onair.Tests.E2E.Tools;
using Playlist = Onair.Tests.Integration.Media.Hls;

namespace Onair.Tests.E2E.Events;

/// <summary>
/// A viewer at the very edge of a stream of one rendition: reads the media playlist all the time, and knows each segment and
/// when it came.
/// </summary>
internal sealed class EdgeWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource _end = new();
    private readonly SortedDictionary<long, (Playlist.Entry Segment, TimeSpan SeenAt)> _seen = [];
    private readonly HttpClient _http;
    private readonly Task _watching;

    private EdgeWatch(HttpClient http, Variant rendition)
    {
        (_http, Rendition) = (http, rendition);
        _watching = WatchAsync();
    }

    public Variant Rendition { get; }

    public IReadOnlyList<Playlist.Entry> Segments => [.. Seen().Select(it => it.Segment)];

    /// <summary>The longest time that is missing between two segments, by their dates; in seconds.</summary>
    public double LongestHole => Pairs().Max(it => (it.Later.Segment.At - it.Earlier.Segment.At).TotalSeconds - it.Earlier.Segment.Duration);

    /// <summary>The longest time that somebody waited who had played what there was; in seconds.</summary>
    public double LongestWait => Pairs().Max(it => (it.Later.SeenAt - it.Earlier.SeenAt).TotalSeconds - it.Earlier.Segment.Duration);

    /// <summary>Waits for the first playlist.</summary>
    public static async Task<EdgeWatch> StartAsync(HttpClient http, Uri master)
    {
        var renditions = await Eventually.GetAsync(
            $"a master playlist at {master}", async () => MasterPlaylist.Parse(await http.GetStringAsync(master), master), it => it.Count == 1, Small.Soon);
        return new(http, renditions[0]);
    }

    /// <summary>Waits until the segments are as wanted.</summary>
    public async Task<IReadOnlyList<Playlist.Entry>> UntilAsync(string what, Func<IReadOnlyList<Playlist.Entry>, bool> isGood, TimeSpan timeout)
    {
        var waiting = Eventually.GetAsync($"{what} at {Rendition.Url}", () => Task.FromResult(Segments), isGood, timeout);
        await Task.WhenAny(waiting, _watching);
        if (_watching.IsFaulted) await _watching;
        return await waiting;
    }

    /// <summary>Waits for so many more segments.</summary>
    public Task AdvanceAsync(int segments)
    {
        var aim = Segments.Count + segments;
        return UntilAsync($"{segments} more segments", it => it.Count >= aim, Small.Soon);
    }

    /// <summary>No segment is missing, and no discontinuity was told.</summary>
    public void ShouldBeContinuous()
    {
        foreach (var (earlier, later) in Pairs())
        {
            later.Segment.Sequence.ShouldBe(earlier.Segment.Sequence + 1);
            later.Segment.Discontinuity.ShouldBe(earlier.Segment.Discontinuity, $"segment {later.Segment.Uri} is a discontinuity");
        }
    }

    public Task<byte[]> DownloadAsync(Playlist.Entry segment) => _http.GetByteArrayAsync(new Uri(Rendition.Url, segment.Uri));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private IReadOnlyList<(Playlist.Entry Segment, TimeSpan SeenAt)> Seen()
    {
        lock (_seen) return [.. _seen.Values];
    }

    private IReadOnlyList<((Playlist.Entry Segment, TimeSpan SeenAt) Earlier, (Playlist.Entry Segment, TimeSpan SeenAt) Later)> Pairs()
    {
        var seen = Seen();
        seen.Count.ShouldBeGreaterThan(1);
        return [.. seen.Zip(seen.Skip(1))];
    }

    private async Task WatchAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var playlist = Playlist.Parse(await _http.GetStringAsync(Rendition.Url, _end.Token));
            lock (_seen)
            {
                foreach (var segment in playlist.Segments) _seen.TryAdd(segment.Sequence, (segment, _clock.Elapsed));
            }

            await Task.Delay(Interval, _end.Token);
        }
    }
}
