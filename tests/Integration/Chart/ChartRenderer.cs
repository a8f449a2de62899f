using System.Diagnostics;
using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace Onair.Tests.Integration.Chart;

/// <summary><c>helm template onair charts/onair</c>, by Helm or by the renderer that stands in for it.</summary>
internal static class ChartRenderer
{
    public static string Root => Checkout.Root;

    public static async Task<IReadOnlyList<JsonNode>> RenderAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        code.ShouldBe(0, error);
        return Parse(output);
    }

    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(Root, "hack/helm.sh"), ["template", "onair", Path.Combine(Root, "charts/onair"), "--namespace", "media", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output, await error);
    }

    public static IReadOnlyList<JsonNode> Parse(string yaml)
    {
        var reader = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        var writer = new SerializerBuilder().JsonCompatible().Build();
        return yaml.Split("\n---\n")
            .Select(document => reader.Deserialize<object?>(document.TrimStart('-')))
            .Where(document => document is not null)
            .Select(document => JsonNode.Parse(writer.Serialize(document))!)
            .ToList();
    }

    public static string Kind(this JsonNode o) => (string)o["kind"]!;

    public static string Name(this JsonNode o) => (string)o["metadata"]!["name"]!;

    public static JsonNode Single(this IEnumerable<JsonNode> objects, string kind, string name) =>
        objects.Single(o => o.Kind() == kind && o.Name() == name);
}
