using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.GeneratedManifests;

/// <summary>Repairs what the rules of a Connector complain of and what does not get better by taking it out.</summary>
internal static class MendedConnector
{
    /// <summary>Leaves one of each choice, with a URL that is public.</summary>
    public static void Mend(JsonObject spec)
    {
        var source = One(spec, "source", "colorBars", []);
        Reach(source);
        if (source.ContainsKey("chimePipeline")) spec.Remove("fallback");
        foreach (var fallback in (spec["fallback"] as JsonArray ?? []).OfType<JsonObject>())
        {
            fallback.Remove("chimePipeline");
            One(fallback, "colorBars", []);
            Reach(fallback);
        }

        One(spec, "target", "rtmp", new() { ["urlSecretRef"] = new JsonObject { ["name"] = "ingest" } });
    }

    private static JsonObject One(JsonObject spec, string field, string otherwise, JsonObject value)
    {
        if (spec[field] is not JsonObject choice) spec[field] = choice = [];
        One(choice, otherwise, value);
        return choice;
    }

    private static void One(JsonObject choice, string otherwise, JsonObject value)
    {
        foreach (var other in choice.Select(p => p.Key).Skip(1).ToList()) choice.Remove(other);
        if (choice.Count == 0) choice[otherwise] = value;
    }

    private static void Reach(JsonObject source)
    {
        if (source["page"] is JsonObject page) page["url"] = "https://www.example.com/page";
        if (source.ContainsKey("meeting")) source["meeting"] = new JsonObject { ["url"] = "https://meet.example.com/room" };
        if (source.ContainsKey("url")) source["url"] = new JsonObject { ["url"] = "https://media.example.com/live.m3u8" };
    }
}
