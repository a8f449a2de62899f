using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Gateway.Routing;

namespace Onair.CrdGenerator.OpenApi;

/// <summary>The parameters of a route: of its path, and those that the plumbing of all routes reads.</summary>
internal static partial class Parameters
{
    public static JsonArray Of(ApiRoute route)
    {
        var all = new JsonArray();
        foreach (Match name in Names().Matches(route.Path))
            all.Add((JsonNode)Parameter(name.Groups[1].Value, "path", "The id: opaque, and stable for life.", new() { ["type"] = "string", ["maxLength"] = 253, ["pattern"] = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$" }));
        if (route.Waits)
            all.Add((JsonNode)Parameter("wait", "query", "How many seconds to wait for the result. Without it, the response shows the beginning.", new() { ["type"] = "integer", ["minimum"] = 0 }));
        if (route.TakesIdempotencyKey)
            all.Add((JsonNode)Parameter("Idempotency-Key", "header", "A request that is sent again with the same key has no second effect.", new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 255 }));
        if (route.TakesIfMatch) all.Add((JsonNode)Parameter("If-Match", "header", "The ETag of the state that the change is meant for.", new() { ["type"] = "string" }));
        if (route is { IsRead: true, AnswerType: not null }) all.Add((JsonNode)Parameter("If-None-Match", "header", "ETags of responses that the client has.", new() { ["type"] = "string" }));
        return all;
    }

    private static JsonObject Parameter(string name, string place, string description, JsonObject schema)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["description"] = description };
        if (place == "path") parameter["required"] = true;
        parameter["schema"] = schema;
        return parameter;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Names();
}
