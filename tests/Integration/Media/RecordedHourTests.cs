namespace Onair.Tests.Integration.Media;

/// <summary>An hour's window whose keys changed every minute.</summary>
public sealed class RecordedHourTests : IAsyncLifetime
{
    private RecordedHour _hour = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _hour = await RecordedHour.MakeAsync();
        _token = await _hour.Gateway.TokenAsync(RecordedHour.Content);
    }

    public async Task DisposeAsync() => await _hour.DisposeAsync();

    [Fact]
    public async Task The_window_is_an_hour_with_a_key_for_each_minute_and_segments_decrypt_on_both_sides_of_a_rotation()
    {
        using var http = new HttpClient();
        var all = PlayerPlaylist.Parse(await http.GetStringAsync(_hour.Media("index.m3u8?start=1700000000")));
        all.Segments.Sum(s => s.Duration).ShouldBe(RecordedHour.WindowSeconds, 5);
        all.Segments.ShouldAllBe(s => s.Key == $"{_hour.Gateway.Url}/keys/{RecordedHour.Content}/{s.At.ToUnixTimeSeconds() / RecordedHour.RotationSeconds}");
        var live = PlayerPlaylist.Parse(await http.GetStringAsync(_hour.Media("index.m3u8")));
        live.Segments.ShouldBe(all.Segments.TakeLast(live.Segments.Count));

        var rotations = all.Segments.Zip(all.Segments.Skip(1)).Where(s => s.First.Key != s.Second.Key).ToList();
        rotations.Count.ShouldBeInRange(59, 61);
        foreach (var (before, after) in new[] { 0, 1, rotations.Count / 2, rotations.Count - 1 }.Select(i => rotations[i]))
        {
            var (old, fresh) = (await _hour.Gateway.KeyAsync(before.Key!, _token), await _hour.Gateway.KeyAsync(after.Key!, _token));
            old.ShouldNotBe(fresh);
            await ShouldBeForAsync(http, before, old, wrong: fresh);
            await ShouldBeForAsync(http, after, fresh, wrong: old);
        }
    }

    private async Task ShouldBeForAsync(HttpClient http, PlayerPlaylist.Entry segment, byte[] key, byte[] wrong)
    {
        var media = await http.GetByteArrayAsync(_hour.Media(segment.Uri));
        Decryption.IsTransportStream(media).ShouldBeFalse("it is ciphertext");
        Decryption.Decrypt(media, wrong, segment).ShouldBeNull();
        var clear = Decryption.Decrypt(media, key, segment).ShouldNotBeNull();
        var video = await Tool.ProbeAsync(clear, "-count_frames", "-select_streams", "v", "-show_entries", "stream=codec_name,width,height,nb_read_frames", "-of", "csv=p=0");
        video.Split('\n')[0].ShouldBe("h264,160,90,20");
    }
}
