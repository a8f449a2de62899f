using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Hls;

/// <summary>A rendition that was declared.</summary>
internal sealed record Declared(int Width, int Height, int Bitrate, double FrameRate);

/// <summary>Compares what is served with what was declared.</summary>
internal static class PlaybackCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits for the master playlist and finds each declared rendition in it.</summary>
    public static async Task<IReadOnlyList<Variant>> MasterAsync(HttpClient http, Uri url, IReadOnlyCollection<Declared> declared)
    {
        var variants = await Eventually.GetAsync(
            $"a playable master playlist at {url}",
            async () => MasterPlaylist.Parse(await http.GetStringAsync(url), url),
            found => found.Count >= declared.Count,
            Patience);

        variants.Select(variant => (variant.Width, variant.Height)).ShouldBe(declared.Select(it => (it.Width, it.Height)), ignoreOrder: true);
        foreach (var (rendition, variant) in declared.Select(it => (it, variants.Single(v => v.Width == it.Width))))
        {
            variant.FrameRate.ShouldBe(rendition.FrameRate, 0.01);
            // BANDWIDTH is the peak of all streams; below the declared video rate a player would choose too high a rung.
            variant.Bandwidth.ShouldBeGreaterThanOrEqualTo(rendition.Bitrate);
            variant.Codecs.ShouldContain(codec => codec.StartsWith("avc1.", StringComparison.Ordinal));
            variant.Codecs.ShouldContain(codec => codec.StartsWith("mp4a.40.", StringComparison.Ordinal));
        }

        return variants;
    }

    /// <summary>Downloads the newest segment of a rendition, probes it and decodes each frame.</summary>
    public static async Task SegmentAsync(HttpClient http, Variant variant)
    {
        var segments = await Eventually.GetAsync(
            $"segments at {variant.Url}",
            async () => MediaPlaylist.Parse(await http.GetStringAsync(variant.Url), variant.Url),
            found => found.Count >= 2,
            Patience);
        var segment = segments[^1];
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, await http.GetByteArrayAsync(segment.Url));
            var media = await MediaFile.ProbeAsync(file);
            (media with { Duration = default })
                .ShouldBe(new MediaFile("h264", variant.Width, variant.Height, variant.FrameRate, "aac", default), $"{segment.Url}");
            media.Duration.ShouldBe(segment.Duration, TimeSpan.FromSeconds(0.5));
            (await MediaFile.DecodeAsync(file)).ShouldBeEmpty($"{segment.Url}");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
