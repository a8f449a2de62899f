using System.Diagnostics;
using Onair.Tests.E2E.Hls;
using Playlist = Onair.Tests.Support.PlayerPlaylist;

namespace Onair.Tests.E2E.Events;

/// <summary>Somebody's player: reads the playlist all the time and remembers each segment, and when it was first listed.</summary>
internal sealed class PlaylistWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http;
    private readonly Uri _url;
    private readonly CancellationTokenSource _end = new();
    private readonly SortedDictionary<long, (Playlist.Entry Segment, TimeSpan SeenAt)> _segments = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<string> _problems = [];
    private readonly Task _watching;

    private PlaylistWatch(HttpClient http, Uri url)
    {
        (_http, _url) = (http, url);
        _watching = WatchAsync();
    }

    /// <summary>How many segments were listed so far.</summary>
    public int Count
    {
        get
        {
            lock (_segments) return _segments.Count;
        }
    }

    /// <summary>The segments that were listed so far.</summary>
    public IReadOnlyList<Playlist.Entry> Segments => [.. Seen().Select(it => it.Segment)];

    /// <summary>The longest time that is missing between two segments, by their dates; in seconds.</summary>
    public double LongestHole => Pairs().Max(it => (it.Later.Segment.At - it.Earlier.Segment.At).TotalSeconds - it.Earlier.Segment.Duration);

    /// <summary>The longest time that somebody at the very edge waited, who had played what there was; in seconds.</summary>
    public double LongestWait => Pairs().Max(it => (it.Later.SeenAt - it.Earlier.SeenAt).TotalSeconds - it.Earlier.Segment.Duration);

    /// <summary>The media playlist as it is now.</summary>
    public async Task<Playlist> NowAsync() => Playlist.Parse(await _http.GetStringAsync(_url));

    /// <summary>Waits for the first segments of the only rendition, then goes on watching.</summary>
    /// <param name="http">For the requests.</param>
    /// <param name="master">The master playlist.</param>
    public static async Task<PlaylistWatch> StartAsync(HttpClient http, Uri master)
    {
        var variant = await VariantAsync(http, master, _ => true);
        var watch = new PlaylistWatch(http, variant.Url);
        await watch.AdvanceAsync(2);
        return watch;
    }

    /// <summary>Waits until the master playlist has the rendition as its only one.</summary>
    public static async Task<Variant> VariantAsync(HttpClient http, Uri master, Func<Variant, bool> isIt) => (await Eventually.GetAsync(
        $"the rendition at {master}",
        async () => MasterPlaylist.Parse(await http.GetStringAsync(master), master),
        them => them is [var only] && isIt(only),
        Show.Soon))[0];

    /// <summary>Waits until so many more segments have come.</summary>
    public async Task AdvanceAsync(int segments)
    {
        var aim = Count + segments;
        await Eventually.GetAsync($"{segments} more segments at {_url}", () => Task.FromResult(Count), it => it >= aim, Show.Soon);
    }

    /// <summary>Waits until the segments are as wanted.</summary>
    public Task<IReadOnlyList<Playlist.Entry>> UntilAsync(string what, Func<IReadOnlyList<Playlist.Entry>, bool> isGood) =>
        Eventually.GetAsync($"{what} at {_url}", () => Task.FromResult(Segments), isGood, Show.Soon);

    public Task<byte[]> DownloadAsync(Playlist.Entry segment) => _http.GetByteArrayAsync(new Uri(_url, segment.Uri));

    /// <summary>Every segment followed the one before: none missing, no discontinuity, no gap in the program's time.</summary>
    public void ShouldBeUnbroken()
    {
        lock (_segments) _problems.ShouldBeEmpty();
        foreach (var ((before, _), (after, _)) in Pairs())
        {
            after.Sequence.ShouldBe(before.Sequence + 1);
            after.Discontinuity.ShouldBe(before.Discontinuity, $"segment {after.Uri} is a discontinuity");
            (after.At - before.At).TotalSeconds.ShouldBe(before.Duration, 0.05, $"between {before.Uri} and {after.Uri}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }

    private IReadOnlyList<(Playlist.Entry Segment, TimeSpan SeenAt)> Seen()
    {
        lock (_segments) return [.. _segments.Values];
    }

    private IEnumerable<((Playlist.Entry Segment, TimeSpan SeenAt) Earlier, (Playlist.Entry Segment, TimeSpan SeenAt) Later)> Pairs()
    {
        var seen = Seen();
        return seen.Zip(seen.Skip(1));
    }

    private async Task WatchAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var now = await NowAsync();
                lock (_segments)
                {
                    foreach (var segment in now.Segments) _segments.TryAdd(segment.Sequence, (segment, _clock.Elapsed));
                }
            }
            catch (HttpRequestException problem)
            {
                lock (_segments)
                {
                    // Before the first segment there is no playlist yet; after it, there always is.
                    if (_segments.Count > 0) _problems.Add(problem.Message);
                }
            }

            await Task.WhenAny(Task.Delay(Interval, _end.Token));
        }
    }
}
