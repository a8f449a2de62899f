using System.Net;
using System.Security.Cryptography;
using Amazon.IVS;
using Amazon.IVS.Model;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.Media.Ivs;

/// <summary>RTMP and RTMPS in, HLS out, through the emulator's IVS.</summary>
public sealed class IvsMediaTests(IvsStage stage, ITestOutputHelper log) : IClassFixture<IvsStage>
{
    [Fact]
    public async Task A_push_by_RTMPS_is_played_within_five_seconds()
    {
        var (channel, key) = await ChannelAsync(new() { Type = ChannelType.BASIC });
        channel.IngestEndpoint.ShouldStartWith("rtmps://");
        await using var publisher = Tool.PublishTo(stage.Rtmps(channel, key.Value));

        var stream = await stage.LiveAsync(channel, s => s.Health == StreamHealth.HEALTHY);
        stream.State.ShouldBe(StreamState.LIVE);
        stream.PlaybackUrl.ShouldBe(channel.PlaybackUrl);
        var variant = (await stage.VariantsAsync(channel)).ShouldHaveSingleItem();

        var playlist = await stage.PlaylistAsync(variant, p => p.Segments.Count >= 4);
        playlist.Segments.ShouldAllBe(s => Math.Abs(s.Duration - 1) < 0.1);
        var ages = new List<double>();
        for (var last = playlist.Segments[^1].Sequence; ages.Count < 5; last++)
        {
            var next = (await stage.PlaylistAsync(variant, p => p.Segments[^1].Sequence > last)).Segments[^1];
            ages.Add((TimeProvider.System.GetUtcNow() - next.At).TotalSeconds);
        }

        log.WriteLine($"age of the newest segment when it is first seen: {ages.Min():0.0} to {ages.Max():0.0} s");
        // The least: a machine that is busy for a moment is not the emulator's fault.
        ages.Min().ShouldBeInRange(0.9, 5);
        (await stage.LiveAsync(channel, s => s.ViewerCount == 1)).StreamId.ShouldBe(stream.StreamId);
        await ShouldDecodeAsync(new Uri(variant, playlist.Segments[1].Uri), "640,360");
        (await stage.Ivs.ListStreamsAsync(new())).Streams.ShouldContain(s => s.StreamId == stream.StreamId);
    }

    [Fact]
    public async Task RTMP_is_refused_unless_it_is_allowed_and_so_is_a_wrong_key()
    {
        var (secure, key) = await ChannelAsync(new() { Type = ChannelType.BASIC });
        await RefusedAsync(stage.Rtmp(key.Value));
        await RefusedAsync(stage.Rtmps(secure, key.Value + "x"));
        (await stage.StreamAsync(secure)).ShouldBeNull();

        await stage.Ivs.UpdateChannelAsync(new() { Arn = secure.Arn, InsecureIngest = true });
        await using var publisher = Tool.PublishTo(stage.Rtmp(key.Value));

        await stage.LiveAsync(secure);
    }

    [Fact]
    public async Task A_second_push_is_refused_and_StopStream_ends_the_first()
    {
        var (channel, key) = await ChannelAsync(new());
        await using var publisher = Tool.PublishTo(stage.Rtmps(channel, key.Value));
        var stream = await stage.LiveAsync(channel);
        var variants = await stage.VariantsAsync(channel);
        variants.Count.ShouldBe(2, "a STANDARD channel has a lower rendition");
        var high = await stage.PlaylistAsync(variants[0], p => p.Segments.Count >= 3);
        var low = await stage.PlaylistAsync(variants[1], p => p.Segments[^1].Sequence >= high.Segments[^1].Sequence);
        foreach (var segment in high.Segments)
            low.Segments.Single(s => s.Sequence == segment.Sequence).Duration.ShouldBe(segment.Duration, 0.02, "renditions are cut at the same frames");
        await ShouldDecodeAsync(new Uri(variants[1], low.Segments[0].Uri), "284,160");

        await RefusedAsync(stage.Rtmps(channel, key.Value));
        (await stage.LiveAsync(channel)).StreamId.ShouldBe(stream.StreamId, "the first goes on");

        await Should.ThrowAsync<ConflictException>(() => stage.Ivs.DeleteChannelAsync(new() { Arn = channel.Arn }));
        await stage.Ivs.DeleteStreamKeyAsync(new() { Arn = key.Arn });
        (await stage.LiveAsync(channel)).StreamId.ShouldBe(stream.StreamId, "a deleted key ends nothing");
        await stage.Ivs.StopStreamAsync(new() { ChannelArn = channel.Arn });

        await stage.OfflineAsync(channel);
        await publisher.EndedAsync();
        (await stage.PlaylistAsync(variants[0], p => p.Ended)).Segments.ShouldNotBeEmpty();
        (await stage.Viewer.GetAsync(new Uri(channel.PlaybackUrl))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await stage.Ivs.DeleteChannelAsync(new() { Arn = channel.Arn });
    }

    [Fact]
    public async Task A_stream_that_stalls_starves_and_one_that_comes_back_is_another()
    {
        var (channel, key) = await ChannelAsync(new() { Type = ChannelType.BASIC });
        string first;
        await using (var publisher = Tool.PublishTo(stage.Rtmps(channel, key.Value)))
        {
            first = (await stage.LiveAsync(channel, s => s.Health == StreamHealth.HEALTHY)).StreamId;
            publisher.Freeze();
            (await stage.LiveAsync(channel, s => s.Health == StreamHealth.STARVING)).StreamId.ShouldBe(first);
        }

        await stage.OfflineAsync(channel);
        await using var next = Tool.PublishTo(stage.Rtmps(channel, key.Value));

        (await stage.LiveAsync(channel)).StreamId.ShouldNotBe(first);
        var playlist = await stage.PlaylistAsync((await stage.VariantsAsync(channel))[0], p => p.Segments.Count >= 1);
        playlist.Sequence.ShouldBe(0, "nobody sees the end of the stream before");
    }

    [Fact]
    public async Task A_private_channel_is_played_with_a_token_only()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var imported = (await stage.Ivs.ImportPlaybackKeyPairAsync(new() { PublicKeyMaterial = pair.ExportSubjectPublicKeyInfoPem() })).KeyPair;
        var (channel, key) = await ChannelAsync(new() { Type = ChannelType.BASIC, Authorized = true });
        await using var publisher = Tool.PublishTo(stage.Rtmps(channel, key.Value));
        await stage.LiveAsync(channel);

        var variant = (await stage.VariantsAsync(channel, "?token=" + Token(pair, channel.Arn)))[0];
        var playlist = await stage.PlaylistAsync(variant, p => p.Segments.Count >= 1);
        (await stage.Viewer.GetByteArrayAsync(new Uri(variant, playlist.Segments[0].Uri))).ShouldNotBeEmpty();
        using var allowed = await GetAsync(channel, Token(pair, channel.Arn));
        allowed.Headers.GetValues("Access-Control-Allow-Origin").ShouldHaveSingleItem().ShouldBe("https://show.test");

        foreach (var token in (string[])["", "x", Token(pair, channel.Arn + "x"), Token(pair, channel.Arn, seconds: -10)])
        {
            using var refused = await GetAsync(channel, token);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        await stage.Ivs.DeletePlaybackKeyPairAsync(new() { Arn = imported.Arn });
        using var late = await GetAsync(channel, Token(pair, channel.Arn));
        late.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await stage.PlaylistAsync(variant, p => p.Segments.Count >= 2)).Ended.ShouldBeFalse("who was let in plays on");
    }

    [Fact]
    public async Task A_stream_is_recorded_as_IVS_lays_it_out()
    {
        var recording = (await stage.Ivs.CreateRecordingConfigurationAsync(new() { DestinationConfiguration = new() { S3 = new() { BucketName = IvsStage.Bucket } } })).RecordingConfiguration;
        var (channel, key) = await ChannelAsync(new() { RecordingConfigurationArn = recording.Arn });
        await using (Tool.PublishTo(stage.Rtmps(channel, key.Value)))
        {
            await stage.LiveAsync(channel);
            await stage.PlaylistAsync((await stage.VariantsAsync(channel))[0], p => p.Sequence + p.Segments.Count >= 3);
        }

        await stage.OfflineAsync(channel);
        var prefix = $"ivs/v1/{EmulatorProcess.AccountId}/{channel.Arn.Split('/')[^1]}/";
        string? end = null;
        await Eventually.ShouldBeAsync(
            async () => (end = (await stage.RecordedAsync()).SingleOrDefault(k => k.StartsWith(prefix, StringComparison.Ordinal) && k.EndsWith("/events/recording-ended.json", StringComparison.Ordinal))) is not null,
            "the recording ends");

        var document = await stage.DocumentAsync(end!);
        ((string)document["recording_status"]!).ShouldBe("RECORDING_ENDED");
        ((string)document["channel_arn"]!).ShouldBe(channel.Arn);
        document["media"]!["hls"]!["renditions"]!.AsArray().Select(r => (string?)r!["path"]).ShouldBe(["source", "160p30"]);
        ((long)document["media"]!["hls"]!["duration_ms"]!).ShouldBeGreaterThanOrEqualTo(2_900);
        var folder = end![..^"events/recording-ended.json".Length];
        var keys = (await stage.RecordedAsync()).Where(k => k.StartsWith(folder, StringComparison.Ordinal)).Select(k => k[folder.Length..]).ToList();
        keys.ShouldContain("events/recording-started.json");
        keys.ShouldContain("media/hls/master.m3u8");
        foreach (var rendition in (string[])["source", "160p30"])
        {
            keys.ShouldContain($"media/hls/{rendition}/playlist.m3u8");
            keys.Count(k => k.StartsWith($"media/hls/{rendition}/", StringComparison.Ordinal) && k.EndsWith(".ts", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(3);
        }
    }

    [Fact]
    public async Task A_killed_emulator_takes_the_same_push_again()
    {
        var (channel, key) = await ChannelAsync(new() { Type = ChannelType.BASIC });
        string first;
        await using (Tool.PublishTo(stage.Rtmps(channel, key.Value)))
        {
            first = (await stage.LiveAsync(channel)).StreamId;
            await stage.RestartAsync();
        }

        (await stage.StreamAsync(channel)).ShouldBeNull();
        await using var publisher = Tool.PublishTo(stage.Rtmps(channel, key.Value));

        (await stage.LiveAsync(channel)).StreamId.ShouldNotBe(first);
        (await stage.PlaylistAsync((await stage.VariantsAsync(channel))[0], p => p.Segments.Count >= 1)).Sequence.ShouldBe(0);
    }

    private static string Token(ECDsa pair, string arn, int seconds = 300)
    {
        var key = new ECDsaSecurityKey(pair) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        var claims = new Dictionary<string, object>
        {
            ["aws:channel-arn"] = arn,
            ["aws:access-control-allow-origin"] = "https://show.test",
            ["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds,
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha384) });
    }

    private static async Task RefusedAsync(string url)
    {
        var (exitCode, _) = await Tool.PublishToEndAsync(url);
        exitCode.ShouldNotBe(0);
    }

    private async Task<HttpResponseMessage> GetAsync(Channel channel, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, channel.PlaybackUrl + (token.Length > 0 ? "?token=" + token : ""));
        request.Headers.Add("Origin", "https://show.test");
        return await stage.Viewer.SendAsync(request);
    }

    private async Task ShouldDecodeAsync(Uri segment, string size) =>
        (await Tool.ProbeAsync(await stage.Viewer.GetByteArrayAsync(segment), "-select_streams", "v", "-show_entries", "stream=width,height", "-of", "csv=p=0"))
            .Split('\n')[0].ShouldStartWith(size);

    private async Task<(Channel Channel, StreamKey Key)> ChannelAsync(CreateChannelRequest request)
    {
        var created = await stage.Ivs.CreateChannelAsync(request);
        return (created.Channel, created.StreamKey);
    }
}
