using Onair.Api.MediaProviders.Video;
using Onair.VideoActions;
using Onair.VideoActions.Templates;

namespace Onair.Tests.Unit.VideoActions;

/// <summary>Maps and values to test with.</summary>
internal static class Maps
{
    /// <summary>The least that a map can be.</summary>
    public static VideoSpec Small(Action<VideoActionsSpec>? change = null)
    {
        var actions = new VideoActionsSpec
        {
            CreateAsset = new() { Request = new() { Method = VideoMethod.POST, Url = "{{variables.api}}/videos", Body = """{"url": {{json source.url}}, "token": {{json token}}}""" }, Id = "$.id" },
            GetAsset = new() { Request = new() { Url = "{{variables.api}}/videos/{{asset.id}}" }, State = "$.state", States = new Dictionary<string, AssetState> { ["done"] = AssetState.Ready, ["busy"] = AssetState.Preparing } },
            DeleteAsset = new() { Method = VideoMethod.DELETE, Url = "{{variables.api}}/videos/{{asset.id}}" },
            Playback = new() { Url = "https://view.example.com/{{playback.id}}.m3u8" },
        };
        change?.Invoke(actions);
        return new() { Variables = new Dictionary<string, string> { ["api"] = "https://api.example.com", ["a"] = "1" }, Actions = actions };
    }

    /// <summary>Mux's map.</summary>
    public static VideoSpec Mux(params (string Name, string Value)[] variables) => new() { Variables = variables.ToDictionary(v => v.Name, v => v.Value) };

    /// <summary>A map that is right.</summary>
    public static ActionMap Compiled(VideoSpec spec)
    {
        var map = ActionMap.Compile(spec, out var errors);
        errors.ShouldBeEmpty();
        return map!;
    }

    /// <summary>What is said of a map that is wrong.</summary>
    public static string[] Errors(VideoSpec spec)
    {
        var map = ActionMap.Compile(spec, out var errors);
        (map is null).ShouldBe(errors.Count > 0);
        return [.. errors.Select(e => $"{e.Field}: {e.Value ?? "-"}: {e.Rule}")];
    }

    /// <summary>Values of every kind.</summary>
    public static TemplateInput Values { get; } = new()
    {
        Credentials = new Dictionary<string, string> { ["tokenId"] = "id-1", ["tokenSecret"] = "s3cr3t", ["apiToken"] = "t0ken" },
        Resource = new() { Title = "A \"talk\"", Source = new() { DirectUpload = new() { CorsOrigin = "https://studio.example.com", TimeoutSeconds = 600 } }, Metadata = new Dictionary<string, string> { ["season"] = "2" } },
        ResourceName = ("shows", "talk"),
        Token = "0b7f3c1e-6f5e-4d59-9a43-0f8f8ad31d0c/1",
        UploadId = "upload-1",
        AssetId = "asset-1",
        SourceUrl = "https://media.example.com/talk.mp4?sig=a%2Bb&x=1",
        Page = 2,
    };
}
