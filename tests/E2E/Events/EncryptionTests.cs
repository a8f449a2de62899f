using System.Net;
using System.Text.Json.Nodes;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Tools;
using Playlist = Onair.Tests.Support.PlayerPlaylist;

namespace Onair.Tests.E2E.Events;

/// <summary>A stream that not everyone may watch: keys of the cluster's key server, changing on air.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class EncryptionTests(Environment environment) : IDisposable
{
    private const int Rotation = 10;
    private const int FasterRotation = 6;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task Keys_change_on_air_and_a_token_opens_them_all()
    {
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec(other: ("packaging", Packaging())));
        await using var publisher = Publisher.Start((await stream.PushUrlsAsync())[0], Show.Size, Show.FrameRate);
        var (uid, origin) = (await stream.UidAsync(), await stream.OriginAsync());
        var token = await KeyServer.TokenAsync(environment.Kubectl, uid);
        await using var edge = await PlaylistWatch.StartAsync(_http, origin);

        await Both_sides_of_a_rotation_decrypt_each_with_its_own_key(edge, uid, token);
        await Nobody_else_gets_a_key(edge.Segments[0].Key!, token);
        await using var viewer = await Viewer.OpenAsync(new(origin, $"?start={edge.Segments[0].At.ToUnixTimeSeconds()}"), token);
        await A_viewer_plays_across_a_rotation(viewer);
        await Another_interval_takes_effect_without_interruption(stream, edge, viewer);
        await The_viewer_goes_back_to_the_start_of_the_window(viewer, edge.Segments[0]);

        (await viewer.KeysAsync()).ShouldAllBe(it => it.StartsWith("200 ", StringComparison.Ordinal));
        edge.ShouldBeUnbroken();
        publisher.IsRunning.ShouldBeTrue(publisher.Log);
    }

    public void Dispose() => _http.Dispose();

    private static JsonObject Packaging() => new()
    {
        ["segmentSeconds"] = Show.SegmentSeconds,
        ["startoverWindowSeconds"] = 600,
        ["encryption"] = new JsonObject
        {
            ["keyRotationIntervalSeconds"] = Rotation,
            ["speke"] = new JsonObject
            {
                ["url"] = KeyServer.SpekeUrl,
                ["systemIds"] = new JsonArray(KeyServer.SystemId),
                ["roleArn"] = "arn:aws:iam::000000000000:role/SpekeRole",
            },
        },
    };

    private static long Period(DateTimeOffset time, int rotation) => time.ToUnixTimeSeconds() / rotation;

    private async Task Both_sides_of_a_rotation_decrypt_each_with_its_own_key(PlaylistWatch edge, string uid, string token)
    {
        var segments = await edge.UntilAsync("a rotation", Rotates);
        var keyServer = await KeyServer.PublicUrlAsync(environment.Kubectl);
        segments.ShouldAllBe(it => it.Key == new Uri(keyServer, $"/keys/{uid}/{Period(it.At, Rotation)}").AbsoluteUri);

        var next = Enumerable.Range(1, segments.Count - 1).First(i => segments[i].Key != segments[i - 1].Key);
        foreach (var (segment, other) in new (Playlist.Entry, Playlist.Entry)[] { (segments[next - 1], segments[next]), (segments[next], segments[next - 1]) })
        {
            var media = await edge.DownloadAsync(segment);
            Decryption.IsTransportStream(media).ShouldBeFalse("it is encrypted");
            Decryption.Decrypt(media, await KeyAsync(other.Key!, token), segment).ShouldBeNull("the key of another period");
            await ShouldBeVideoAsync(Decryption.Decrypt(media, await KeyAsync(segment.Key!, token), segment).ShouldNotBeNull("its own key"));
        }
    }

    private static bool Rotates(IReadOnlyList<Playlist.Entry> segments) => segments.Select(it => it.Key).Distinct().Count() >= 2;

    private static async Task ShouldBeVideoAsync(byte[] clear)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, clear);
            var media = await MediaFile.ProbeAsync(file);
            (media.VideoCodec, media.Width, media.Height).ShouldBe(("h264", Show.Width, Show.Height));
            (await MediaFile.DecodeAsync(file)).ShouldBeEmpty();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<byte[]> KeyAsync(string uri, string token)
    {
        using var answer = await KeyServer.AskAsync(_http, uri, token);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private async Task Nobody_else_gets_a_key(string uri, string token)
    {
        var ofAnother = await KeyServer.TokenAsync(environment.Kubectl, "another");
        foreach (var (presented, status) in new (string?, HttpStatusCode)[]
        {
            (null, HttpStatusCode.Unauthorized), (token[..^8] + "AAAAAAAA", HttpStatusCode.Unauthorized), (ofAnother, HttpStatusCode.Forbidden),
        })
        {
            using var answer = await KeyServer.AskAsync(_http, uri, presented);
            answer.StatusCode.ShouldBe(status, presented);
        }
    }

    private static async Task A_viewer_plays_across_a_rotation(Viewer viewer)
    {
        var (first, last) = await viewer.WatchAsync(Rotation + 1, Show.Soon);

        Period(last.Date!.Value, Rotation).ShouldBeGreaterThan(Period(first.Date!.Value, Rotation));
        last.DifferenceTo(first).ShouldBeGreaterThan(Viewing.MovingPicture);
        last.Errors.ShouldBeEmpty();
    }

    private static async Task Another_interval_takes_effect_without_interruption(TestStream stream, PlaylistWatch edge, Viewer viewer)
    {
        var session = (await stream.StatusAsync()).CurrentSessionId.ShouldNotBeNull();

        await stream.PatchSpecAsync($$$$"""{"packaging": {"encryption": {"keyRotationIntervalSeconds": {{{{FasterRotation}}}}}}}""");

        var segments = await edge.UntilAsync("keys of the new interval", it => HasPeriod(it[^1], FasterRotation) && HasPeriod(it[^2], FasterRotation));
        var changed = segments.First(it => HasPeriod(it, FasterRotation));
        segments.ShouldAllBe(it => HasPeriod(it, it.Sequence < changed.Sequence ? Rotation : FasterRotation));
        var glance = await Eventually.GetAsync("the viewer gets past the change", viewer.LookAsync, it => it.Date > changed.At.AddSeconds(1), Show.Soon);
        glance.Errors.ShouldBeEmpty();
        var status = await stream.StatusAsync();
        status.CurrentSessionId.ShouldBe(session);
        status.Conditions.ShouldNotContain(it => it.Type == "ChangesPending");
    }

    private static bool HasPeriod(Playlist.Entry segment, int rotation) =>
        segment.Key!.EndsWith($"/{Period(segment.At, rotation)}", StringComparison.Ordinal);

    private static async Task The_viewer_goes_back_to_the_start_of_the_window(Viewer viewer, Playlist.Entry start)
    {
        await viewer.SeekAsync(0);
        var (first, last) = await viewer.WatchAsync(3, Show.Soon);

        first.Time.ShouldBeLessThan(2);
        (last.Date - start.At).ShouldNotBeNull().TotalSeconds.ShouldBe(last.Time, 1);
        last.DifferenceTo(first).ShouldBeGreaterThan(Viewing.MovingPicture);
        last.Errors.ShouldBeEmpty();
    }
}
