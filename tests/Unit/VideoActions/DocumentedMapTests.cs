using System.Text.Json;
using System.Text.RegularExpressions;
using Onair.Api;
using Onair.Tests.Manifests;
using Onair.VideoActions;

namespace Onair.Tests.Unit.VideoActions;

public sealed partial class DocumentedMapTests
{
    [Fact]
    public void The_maps_of_the_documentation_are_right()
    {
        var providers = Blocks().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "video-providers.md")))
            .Select(block => YamlJson.Read(block.Groups[1].Value).Deserialize(OnairJsonContext.Default.MediaProvider)!.Spec.Video!).ToArray();

        providers.Length.ShouldBe(2);
        foreach (var provider in providers) Maps.Errors(provider).ShouldBeEmpty();
        Maps.Compiled(providers[1]).Request(VideoAction.CreateAsset, Maps.Values with { Credentials = new Dictionary<string, string> { ["apiKey"] = "k" } }).Body
            .ShouldBe("""{"source":"https://media.example.com/talk.mp4?sig=a%2Bb&x=1","title":"A \"talk\"","private":false,"reference":"0b7f3c1e-6f5e-4d59-9a43-0f8f8ad31d0c/1"}""");
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
