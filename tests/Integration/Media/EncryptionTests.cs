using System.Globalization;
using System.Net;
using Onair.Emulator.Media;

namespace Onair.Tests.Integration.Media;

/// <summary>A live push, encrypted with keys of the real key server.</summary>
public sealed class EncryptionTests : IAsyncLifetime
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string Key = "live/key-a7x3";
    private const string Content = "stage-1";
    private const int Rotation = 6;

    private readonly string _directory = Directory.CreateTempSubdirectory("onair-encryption-").FullName;
    private readonly MemoryStore _store = new();
    private readonly GatewayProcess _gateway = GatewayProcess.Prepare();
    private EngineHost _host = null!;

    public Task InitializeAsync() => StartHostAsync();

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _gateway.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Each_segment_has_the_key_of_its_period_also_in_a_time_shifted_playlist_and_after_a_restart()
    {
        await _gateway.StartAsync();
        await _host.Engine.StartAsync(Plan(Encryption()), default);
        PlayerPlaylist playlist;
        await using (Tool.Publish(_host.Ports[0], Key)) playlist = await PlaylistAsync(p => p.Segments.Select(s => s.Key).Distinct().Count() >= 4);
        await EventuallyEndedAsync();

        var token = await _gateway.TokenAsync(Content);
        await ShouldDecryptAsync(playlist, token);
        playlist.Segments.ShouldAllBe(s => s.Key == $"{_gateway.Url}/keys/{Content}/{Period(s)}");

        var second = playlist.Segments.First(s => s.Key != playlist.Segments[0].Key);
        var shifted = PlayerPlaylist.Parse(await MediaAsync($"?start={Iso(second.At.AddSeconds(second.Duration * 1.5))}&end={Iso(second.At.AddSeconds(4))}"));
        shifted.Segments[0].Key.ShouldBe(second.Key, "the tag stands before the first segment of any list");
        await ShouldDecryptAsync(shifted, token);

        var before = await MediaAsync();
        await _host.DisposeAsync();
        await _gateway.KillAsync();
        await StartHostAsync();
        (await MediaAsync()).ShouldBe(before);
        await _gateway.StartAsync();
        await _host.Engine.StartAsync(Plan(Encryption()), default);
        await using (Tool.Publish(_host.Ports[0], Key))
            await ShouldDecryptAsync(await PlaylistAsync(p => p.Segments.Count >= playlist.Segments.Count + 3), token);
    }

    [Fact]
    public async Task Without_any_key_there_is_no_playlist_and_when_the_key_server_fails_the_last_key_stays()
    {
        await _host.Engine.StartAsync(Plan(Encryption()), default);
        await using var publisher = Tool.Publish(_host.Ports[0], Key);
        var parts = Path.Combine(_directory, "packages", Token, "240p");
        string[] Parts() => Directory.Exists(parts) ? Directory.GetFiles(parts, "*.part") : [];
        await Eventually.ShouldBeAsync(() => Parts().Length > 0, "the packager makes a segment");
        var first = Parts()[0];
        await Eventually.ShouldBeAsync(() => !File.Exists(first), "the segment is done with");
        foreach (var file in (string[])["index.m3u8", "240p/index.m3u8", "240p/0.ts"])
            (await _host.GetAsync($"/out/v1/{Token}/{file}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await _gateway.StartAsync();
        var begun = await PlaylistAsync(p => p.Segments.Count >= 2);
        await _gateway.KillAsync();
        var later = await PlaylistAsync(p => p.Segments[^1].At > begun.Segments[^1].At.AddSeconds(3 * Rotation));

        // What had been asked for ahead is used up; then the last key stays, whatever the period.
        later.Segments.ShouldContain(s => s.Key != $"{_gateway.Url}/keys/{Content}/{Period(s)}");
        await _gateway.StartAsync();
        await ShouldDecryptAsync(later, await _gateway.TokenAsync(Content));
        await PlaylistAsync(p => p.Segments[^1] is var last && last.Key == $"{_gateway.Url}/keys/{Content}/{Period(last)}");
    }

    [Fact]
    public async Task Encryption_is_switched_on_changed_and_off_on_air()
    {
        await _gateway.StartAsync();
        await _host.Engine.StartAsync(Plan(null), default);
        await using var publisher = Tool.Publish(_host.Ports[0], Key);
        await PlaylistAsync(p => p.Segments.Count >= 2);
        const string vector = "0f0e0d0c0b0a09080706050403020100";
        foreach (var step in (PackageEncryption?[])[Encryption(), Encryption() with { RotationSeconds = 0, InitializationVector = vector }, null])
        {
            _host.Engine.UpdatePackage(new PackagePlan("p1", [Endpoint(step)]));
            var count = (await PlaylistAsync(_ => true)).Segments.Count;
            await PlaylistAsync(p => p.Segments.Count >= count + 3);
        }

        var playlist = await PlaylistAsync(_ => true);
        playlist.Segments.ShouldAllBe(s => s.Discontinuity == 0);
        playlist.Segments[0].Key.ShouldBeNull();
        playlist.Segments.ShouldContain(s => s.Key == $"{_gateway.Url}/keys/{Content}/{Period(s)}" && s.Vector == null);
        playlist.Segments.ShouldContain(s => s.Key == $"{_gateway.Url}/keys/{Content}/0" && s.Vector == "0x" + vector);
        playlist.Segments[^1].Key.ShouldBeNull();
        await ShouldDecryptAsync(playlist, await _gateway.TokenAsync(Content));
    }

    private static long Period(PlayerPlaylist.Entry segment) => segment.At.ToUnixTimeSeconds() / Rotation;

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static PackageEndpoint Endpoint(PackageEncryption? encryption) => new(Token, "index", 1, 120, 3_600, encryption);

    private static ChannelPlan Plan(PackageEncryption? encryption) => new(
        "c1",
        [new PipelineSource(0, "i1", "live", "key-a7x3")],
        [new Rendition("240p", 426, 240, 400_000, 64_000, 30, 1, 1)],
        new PackagePlan("p1", [Endpoint(encryption)]),
        []);

    private PackageEncryption Encryption() => new(Content, [GatewayProcess.SystemId], _gateway.SpekeUrl, Rotation, null, RepeatKeyTag: false);

    private async Task StartHostAsync()
    {
        _host = await EngineHost.StartAsync(_directory, _store, _gateway.CallerSecret);
        await _host.Engine.SetIngestAsync([new IngestEndpoint("i1", 0, "live", "key-a7x3", ["127.0.0.0/8"])], default);
    }

    private Task EventuallyEndedAsync() => Eventually.ShouldBeAsync(() => _host.Engine.Channels.Single().EncoderProcessId is null, "the run ends");

    private Task<string> MediaAsync(string query = "") => _host.GetTextAsync($"/out/v1/{Token}/240p/index.m3u8{query}");

    /// <summary>All of it is media under its own key, and under no other of the list.</summary>
    private async Task ShouldDecryptAsync(PlayerPlaylist playlist, string token)
    {
        Dictionary<string, byte[]> keys = [];
        foreach (var uri in playlist.Segments.Select(s => s.Key).OfType<string>().Distinct()) keys[uri] = await _gateway.KeyAsync(uri, token);
        foreach (var segment in playlist.Segments)
        {
            var media = await _host.GetBytesAsync($"/out/v1/{Token}/240p/{segment.Uri}");
            Decryption.IsTransportStream(media).ShouldBe(segment.Key is null);
            foreach (var (uri, key) in segment.Key is null ? [] : keys)
                (Decryption.Decrypt(media, key, segment) is not null).ShouldBe(uri == segment.Key, $"segment {segment.Uri} with {uri}");
        }
    }

    private async Task<PlayerPlaylist> PlaylistAsync(Func<PlayerPlaylist, bool> condition)
    {
        PlayerPlaylist? playlist = null;
        await Eventually.ShouldBeAsync(
            async () =>
            {
                using var response = await _host.GetAsync($"/out/v1/{Token}/240p/index.m3u8");
                if (!response.IsSuccessStatusCode) return false;
                playlist = PlayerPlaylist.Parse(await response.Content.ReadAsStringAsync());
                return condition(playlist);
            },
            () => $"the playlist gets there: {playlist}; {string.Join(", ", _host.Engine.Health("c1"))}", seconds: 180);
        return playlist!;
    }
}
