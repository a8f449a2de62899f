using System.Net;
using System.Text.Json.Nodes;
using Amazon.IVS;
using Amazon.IVS.Model;
using Amazon.S3;
using LiveStream = Amazon.IVS.Model.Stream;

namespace Onair.Tests.Integration.Media.Ivs;

/// <summary>An emulator with real media, a client of its IVS, and a viewer.</summary>
public sealed class IvsStage : IAsyncLifetime
{
    public const string Bucket = "archive";

    private readonly EmulatorProcess _emulator = new(new Dictionary<string, string>
    {
        ["Emulator__DelayScale"] = "0",
        ["Emulator__RateLimit__Enabled"] = "false",
        ["Emulator__Seed__Buckets__0"] = Bucket,
    });

    public AmazonIVSClient Ivs { get; private set; } = null!;

    public AmazonS3Client S3 { get; private set; } = null!;

    public HttpClient Viewer { get; } = new();

    public async Task InitializeAsync()
    {
        await _emulator.StartAsync();
        Ivs = new(_emulator.Credentials, _emulator.Configure(new AmazonIVSConfig()));
        S3 = new(_emulator.Credentials, _emulator.Configure(new AmazonS3Config { ForcePathStyle = true }));
    }

    public async Task DisposeAsync()
    {
        Ivs.Dispose();
        S3.Dispose();
        Viewer.Dispose();
        await _emulator.DisposeAsync();
    }

    /// <summary>SIGKILL, and another process on the same data.</summary>
    public async Task RestartAsync()
    {
        await _emulator.KillAsync();
        await _emulator.StartAsync();
    }

    /// <summary>Where an encoder pushes to, as "Amazon IVS Streaming Configuration" in the IVS user guide builds it.</summary>
    public string Rtmps(Channel channel, string key) => $"{channel.IngestEndpoint}/app/{key}";

    /// <summary>See <see cref="Rtmps"/>.</summary>
    public string Rtmp(string key) => $"rtmp://127.0.0.1:{_emulator.IngestPorts.Rtmp}/app/{key}";

    /// <summary>The channel's stream, once it is live.</summary>
    public async Task<LiveStream> LiveAsync(Channel channel, Func<LiveStream, bool>? condition = null)
    {
        LiveStream? stream = null;
        await Eventually.ShouldBeAsync(
            async () => (stream = await StreamAsync(channel)) is { } live && (condition?.Invoke(live) ?? true), () => $"the stream gets there: {stream?.Health}");
        return stream!;
    }

    /// <summary>Null while the channel is offline.</summary>
    public async Task<LiveStream?> StreamAsync(Channel channel)
    {
        try
        {
            return (await Ivs.GetStreamAsync(new() { ChannelArn = channel.Arn })).Stream;
        }
        catch (ChannelNotBroadcastingException)
        {
            return null;
        }
    }

    public Task OfflineAsync(Channel channel) => Eventually.ShouldBeAsync(async () => await StreamAsync(channel) is null, "the stream ends");

    /// <summary>The URLs of the variants, highest first, once there are some.</summary>
    public async Task<IReadOnlyList<Uri>> VariantsAsync(Channel channel, string query = "")
    {
        var url = new Uri(channel.PlaybackUrl + query);
        var master = "";
        await Eventually.ShouldBeAsync(
            async () =>
            {
                using var response = await Viewer.GetAsync(url);
                response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
                master = await response.Content.ReadAsStringAsync();
                return response.IsSuccessStatusCode;
            },
            "the multivariant playlist is there");
        return [.. master.Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => new Uri(url, l))];
    }

    /// <summary>A media playlist, once it is as wanted.</summary>
    internal async Task<PlayerPlaylist> PlaylistAsync(Uri variant, Func<PlayerPlaylist, bool> condition)
    {
        PlayerPlaylist? playlist = null;
        await Eventually.ShouldBeAsync(
            async () => condition(playlist = PlayerPlaylist.Parse(await Viewer.GetStringAsync(variant))), () => $"the playlist gets there: {playlist}");
        return playlist!;
    }

    public async Task<IReadOnlyList<string>> RecordedAsync() =>
        [.. ((await S3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects ?? []).Select(o => o.Key)];

    public async Task<JsonNode> DocumentAsync(string key)
    {
        using var found = await S3.GetObjectAsync(new() { BucketName = Bucket, Key = key });
        return (await JsonNode.ParseAsync(found.ResponseStream))!;
    }
}
