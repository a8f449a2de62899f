using Onair.Tests.E2E.Browser;

namespace Onair.Tests.E2E.Dvr;

/// <summary>Somebody watches an hour's window whose keys changed every minute. Needs ffmpeg and Chromium, but no cluster.</summary>
public sealed class RecordedHourTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private RecordedHour _hour = null!;

    private Uri Playlist => new(_hour.Master, "?start=1700000000");

    public async Task InitializeAsync() => _hour = await RecordedHour.MakeAsync();

    public async Task DisposeAsync() => await _hour.DisposeAsync();

    [Fact]
    public async Task A_viewer_with_a_token_plays_across_rotations_and_seeks_back_to_the_start_of_the_window()
    {
        var (opens, length, rotation) = await WindowAsync();
        await using var viewer = await Viewer.OpenAsync(Playlist, await _hour.Gateway.TokenAsync(RecordedHour.Content));
        var (live, _) = await viewer.WatchAsync(1, Patience);
        live.Time.ShouldBeGreaterThan(length - 60, "a live stream is played at its end");

        foreach (var from in (double[])[rotation - 3, 0, length / 2])
        {
            await viewer.SeekAsync(from);
            var (first, last) = await viewer.WatchAsync(8, Patience);
            first.Time.ShouldBe(from, 3);
            (last.Date - opens.AddSeconds(last.Time)).ShouldNotBeNull().ShouldBe(TimeSpan.Zero, TimeSpan.FromSeconds(1));
            last.DifferenceTo(first).ShouldBeGreaterThan(Viewing.MovingPicture);
            last.Errors.ShouldBeEmpty();
        }

        // The end, both sides of a rotation, the start and the middle.
        var keys = await viewer.KeysAsync();
        keys.ShouldAllBe(k => k.StartsWith("200 ", StringComparison.Ordinal));
        keys.Distinct().Count().ShouldBeGreaterThanOrEqualTo(5);
    }

    [Theory]
    [InlineData(null, "401 ")]
    [InlineData("another", "403 ")]
    public async Task A_viewer_without_a_token_for_the_content_sees_nothing(string? content, string refused)
    {
        var token = content is null ? null : await _hour.Gateway.TokenAsync(content);
        await using var viewer = await Viewer.OpenAsync(Playlist, token);

        var keys = await Eventually.GetAsync("answers for keys", viewer.KeysAsync, answers => answers.Length >= 2, Patience);

        keys.ShouldAllBe(k => k.StartsWith(refused, StringComparison.Ordinal));
        (await viewer.LookAsync()).Pixels.ShouldBeEmpty();
    }

    /// <summary>When the window begins, how long it is, and the offset of a rotation in its middle; both in seconds.</summary>
    private async Task<(DateTimeOffset Opens, double Length, double Rotation)> WindowAsync()
    {
        using var http = new HttpClient();
        var segments = PlayerPlaylist.Parse(await http.GetStringAsync(_hour.Media("index.m3u8?start=1700000000"))).Segments;
        var middle = segments.Count / 2;
        var rotation = Enumerable.Range(middle, segments.Count - middle).First(i => segments[i].Key != segments[i - 1].Key);
        return (segments[0].At, segments.Sum(s => s.Duration), segments.Take(rotation).Sum(s => s.Duration));
    }
}
