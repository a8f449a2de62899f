using System.Globalization;
using System.Text.Json.Nodes;

namespace Onair.Tests.Manifests;

/// <summary>
/// What fits together by design and hardly ever by chance: sources for the type of the input, windows one after the other. Without
/// it most of what the rules leave over of generated streams would be push inputs without a schedule.
/// </summary>
public static class Plausible
{
    private const int MostWindows = 6;

    /// <summary>Changes a LiveStream so that it fits together, where it has such things at all.</summary>
    public static void Fit(JsonObject manifest, Random random)
    {
        var spec = (JsonObject)manifest["spec"]!;
        if (spec["input"] is JsonObject input && (string?)input["type"] is "RtmpPull" or "UrlPull") Sources((JsonObject)spec["input"]!, random);
        if (spec["schedule"] is JsonArray) spec["schedule"] = Windows(random);
    }

    private static void Sources(JsonObject input, Random random)
    {
        input.Remove("streamKeySecretRef");
        var (scheme, pipelines) = ((string?)input["type"] == "UrlPull" ? "https" : "rtmp", (string?)input["redundancy"] == "Standard" ? 2 : 1);
        input["sources"] = new JsonArray([.. Enumerable.Range(0, pipelines).Select(i =>
        {
            var source = new JsonObject { ["url"] = $"{scheme}://source{i}.example.com/live/{random.Next(3)}" };
            if (random.Next(2) == 0) source["credentialsSecretRef"] = new JsonObject { ["name"] = $"login-{random.Next(3)}" };
            return (JsonNode)source;
        })]);
    }

    private static JsonArray Windows(Random random)
    {
        var (windows, time) = (new JsonArray(), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        for (var i = random.Next(MostWindows); i >= 0; i--)
        {
            var start = time.AddHours(random.Next(24 * 100));
            time = start.AddHours(1 + random.Next(24 * 100));
            windows.Add((JsonNode)new JsonObject { ["start"] = Text(start), ["stop"] = Text(time) });
        }

        return windows;
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
