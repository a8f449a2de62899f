using Onair.Api.MediaProviders;
using Onair.Api.MediaProviders.Video;

namespace Onair.Tests.Integration.InvalidManifests;

/// <summary>A provider that the manifests name. Its name is in them, so that there is one of each at a time.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Limits">What its streams may declare.</param>
/// <param name="MediaConvert">How it converts.</param>
/// <param name="Video">Its video service.</param>
/// <param name="HlsBroadcast">What its broadcasts use.</param>
/// <param name="Namespaces">Who may use it.</param>
internal sealed record Providers(string Name, StreamLimitsSpec? Limits = null, MediaConvertSpec? MediaConvert = null, VideoSpec? Video = null, HlsBroadcastAccountSpec? HlsBroadcast = null, IReadOnlyList<string>? Namespaces = null)
{
    public static IReadOnlyList<Providers> All { get; } =
    [
        new("emulator"),
        new("limited", Limits: new() { MaxHeight = 720, MaxBitrate = 3_000_000, MaxRunDuration = "12h" }),
        new("converting", MediaConvert: new() { RoleArn = "arn:aws:iam::000000000000:role/MediaConvert" }),
        new("broadcasting", HlsBroadcast: new() { RoleArn = "arn:aws:iam::000000000000:role/HlsUpload", Buckets = ["broadcasts"] }),
        new("studio", Video: Mux()),
        new("elsewhere", HlsBroadcast: new() { RoleArn = "arn:aws:iam::000000000000:role/HlsUpload", Buckets = ["broadcasts"] }, Video: Mux(), Namespaces: ["elsewhere"]),
        new("signing", Video: Mux() with { SigningKeySecretRef = new() { Namespace = "default", Name = "key" } }),
        new("player", Video: Mux() with { Actions = Player }),
    ];

    /// <summary>A service that fetches and plays, and can do nothing else.</summary>
    private static VideoActionsSpec Player => new()
    {
        CreateAsset = new() { Request = new() { Method = VideoMethod.POST, Url = "https://player.example.com/videos", Body = "{\"url\": {{json source.url}}, \"name\": {{json token}}}" }, Id = "$.id" },
        GetAsset = new()
        {
            Request = new() { Url = "https://player.example.com/videos/{{asset.id}}" },
            State = "$.state",
            States = new Dictionary<string, AssetState> { ["done"] = AssetState.Ready },
        },
        DeleteAsset = new() { Method = VideoMethod.DELETE, Url = "https://player.example.com/videos/{{asset.id}}" },
        Playback = new() { Url = "https://player.example.com/watch/{{asset.id}}.m3u8" },
    };

    private static VideoSpec Mux() => new() { CredentialsSecretRef = new() { Namespace = "default", Name = "mux" }, CallbackSecretRef = new() { Key = "mux" } };
}
