using Onair.Api.VideoAssets;

namespace Onair.VideoActions.Templates;

/// <summary>Sample values for trial rendering of templates: one set has all values, the other only those that are never absent.</summary>
internal static class Samples
{
    private const string Awkward = "A \"title\" \\ with\nwhat needs escapes: ü, 漢, </script>";

    /// <summary>Samples for requests.</summary>
    public static IReadOnlyList<TemplateData> Requests(IReadOnlyDictionary<string, string> variables) => [Request(variables, full: true), Request(variables, full: false)];

    /// <summary>Samples for viewers' URLs.</summary>
    public static IReadOnlyList<TemplateData> Views(IReadOnlyDictionary<string, string> variables) =>
    [
        TemplateData.Of(new() { TimeSeconds = 12.5, Height = 360, Format = ThumbnailFormat.WebP }, "asset1", "playback1", "token1.a.b", variables),
        TemplateData.Of(new(), "asset2", "playback2", "token2.a.b", variables),
    ];

    private static TemplateData Request(IReadOnlyDictionary<string, string> variables, bool full)
    {
        var which = full ? "1" : "2";
        return TemplateData.Of(
            new()
            {
                Resource = new()
                {
                    Source = new() { DirectUpload = new() { CorsOrigin = full ? "https://studio.example.com" : null } },
                    PlaybackPolicy = full ? PlaybackPolicy.Signed : PlaybackPolicy.Public,
                    Title = full ? Awkward : null,
                    Description = full ? Awkward : null,
                },
                ResourceName = ($"namespace{which}", $"name{which}"),
                Token = $"00000000-0000-0000-0000-00000000000{which}/1",
                UploadId = $"upload{which}",
                AssetId = $"asset{which}",
                SourceUrl = $"https://media{which}.example.com/a%20talk.mp4?a=b&c=d",
                Page = full ? 1 : 2,
            },
            variables, null);
    }
}
