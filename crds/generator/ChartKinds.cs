using System.Text.Json.Nodes;
using Onair.Api;

namespace Onair.CrdGenerator;

/// <summary>What the chart knows of each kind: the rights of operator, webhook and gateway, and what the webhook is asked about, follow from it.</summary>
public static class ChartKinds
{
    /// <summary>The text of <c>files/kinds.yaml</c>.</summary>
    public static string Generate() => YamlText.Of(
        new() { ["kinds"] = new JsonArray([.. OnairResources.Kinds.Select(Of)]) }, "Generated from lib/Api/ by ./dev gen.");

    private static JsonNode Of(KindDefinition kind) => new JsonObject
    {
        ["plural"] = kind.Plural,
        ["scope"] = kind.Scope.ToString(),
        ["operations"] = List(kind.AdmissionOperations),
        ["webhookVerbs"] = List(kind.WebhookVerbs),
        ["gatewayVerbs"] = List(kind.GatewayVerbs),
        ["playerVerbs"] = List(kind.PlayerVerbs),
    };

    private static JsonArray List(IEnumerable<string> words) => new([.. words.Select(word => JsonValue.Create(word))]);
}
