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
            all.Add((JsonNode)(name.Groups[1].Value == "position"
                ? Parameter("position", "path", "The section's number, from 0.", new() { ["type"] = "integer", ["minimum"] = 0 })
                : Parameter(name.Groups[1].Value, "path", "The id: opaque, and stable for life.", new() { ["type"] = "string", ["maxLength"] = 253, ["pattern"] = "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$" })));
        foreach (var (name, description) in route.Form) all.Add((JsonNode)Parameter(name, "query", description, new() { ["type"] = "string" }));
        if (route.Waits)
            all.Add((JsonNode)Parameter("wait", "query", "How many seconds to wait for the result. Without it, the response shows the beginning.", new() { ["type"] = "integer", ["minimum"] = 0 }));
        if (route.TakesIdempotencyKey)
            all.Add((JsonNode)Parameter("Idempotency-Key", "header", "A request that is sent again with the same key has no second effect.", new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 255 }));
        if (route.TakesIfMatch) all.Add((JsonNode)Parameter("If-Match", "header", "The ETag of the state that the change is meant for.", new() { ["type"] = "string" }));
        if (route is { IsRead: true, AnswerType: not null }) all.Add((JsonNode)Parameter("If-None-Match", "header", "ETags of responses that the client has.", new() { ["type"] = "string" }));
        return all;
    }

    /// <summary>The same parameters of <see cref="ApiRoute.Form"/> as the body of a form; null when the route has none.</summary>
    public static JsonObject? Form(ApiRoute route)
    {
        if (route.Form.Count == 0) return null;
        var properties = new JsonObject(route.Form.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)new JsonObject { ["type"] = "string", ["description"] = p.Description })));
        JsonObject Content() => new() { ["schema"] = new JsonObject { ["type"] = "object", ["properties"] = properties.DeepClone() } };
        return new()
        {
            ["required"] = false,
            ["description"] = "The parameters that are not in the query.",
            ["content"] = new JsonObject { ["application/x-www-form-urlencoded"] = Content(), ["multipart/form-data"] = Content() },
        };
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
