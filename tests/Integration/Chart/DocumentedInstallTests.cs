using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Onair.Tests.Integration.Chart;

/// <summary>The Helm command of docs/install.md. That every pod becomes ready with it is checked by hack/test/documented-install.sh on a cluster.</summary>
public sealed partial class DocumentedInstallTests
{
    private const string Registry = "registry.example.com/onair";

    [Fact]
    public async Task Every_image_of_the_documented_command_comes_from_the_given_registry()
    {
        var arguments = Regex.Matches(await CommandAsync(), @"--set(?:-string)? (?:'(?<value>[^']+)'|(?<value>\S+))")
            .SelectMany(m => new[] { m.Value.Split(' ')[0], m.Groups["value"].Value });

        var objects = await ChartRenderer.RenderAsync([.. arguments, "--set", "gateway.enabled=true,gateway.keyServer.publicUrl=https://keys.example.com"]);

        var images = objects.SelectMany(o => ImageLine().Matches(Text(o)).Select(m => m.Groups["image"].Value)).Distinct().Order();
        images.ShouldBe([$"{Registry}/connector:1.0.0", $"{Registry}/media:1.0.0", $"{Registry}/services:1.0.0"]);
    }

    [Fact]
    public async Task The_image_of_one_program_takes_precedence()
    {
        var objects = await ChartRenderer.RenderAsync(
            "--set", "global.image.registry=registry.example.com/onair/,global.image.tag=1.0.0,webhook.image.repository=elsewhere/services,webhook.image.tag=2.0.0");

        Image(objects, "onair-webhook").ShouldBe("elsewhere/services:2.0.0");
        Image(objects, "onair-operator").ShouldBe($"{Registry}/services:1.0.0");
    }

    private static string Image(IEnumerable<JsonNode> objects, string deployment) =>
        (string)objects.Single("Deployment", deployment)["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!;

    private static async Task<string> CommandAsync()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs/install.md"));
        return page[page.IndexOf("helm upgrade --install", StringComparison.Ordinal)..].Split("```")[0];
    }

    // ConfigMaps have the pods that the operator starts as text.
    private static string Text(JsonNode o) => o.Kind() == "ConfigMap" ? string.Join('\n', o["data"]!.AsObject().Select(e => (string)e.Value!)) : o.ToJsonString();

    [GeneratedRegex("\"?image\"?: *\"?(?<image>[^\",\\s]+)")]
    private static partial Regex ImageLine();
}
