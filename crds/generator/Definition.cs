using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Schema;

namespace Onair.CrdGenerator;

/// <summary>A CustomResourceDefinition (apiextensions.k8s.io/v1) with one version.</summary>
internal static class Definition
{
    public static JsonObject Of(KindDefinition kind, Documentation documentation) => new()
    {
        ["apiVersion"] = "apiextensions.k8s.io/v1",
        ["kind"] = "CustomResourceDefinition",
        ["metadata"] = new JsonObject { ["name"] = $"{kind.Plural}.{Group.Name}" },
        ["spec"] = new JsonObject
        {
            ["group"] = Group.Name,
            ["scope"] = kind.Scope == KindScope.Cluster ? "Cluster" : "Namespaced",
            ["names"] = Names(kind),
            ["versions"] = new JsonArray(Version(kind, documentation)),
        },
    };

    private static JsonObject Names(KindDefinition kind) => new()
    {
        ["kind"] = kind.Kind,
        ["listKind"] = kind.Kind + "List",
        ["plural"] = kind.Plural,
        // kubectl resolves the singular as well. The API server would set the same value.
        ["singular"] = kind.Kind.ToLowerInvariant(),
        ["shortNames"] = new JsonArray(kind.ShortName),
        ["categories"] = new JsonArray("onair"),
    };

    private static JsonObject Version(KindDefinition kind, Documentation documentation) => new()
    {
        ["name"] = Group.Version,
        ["served"] = true,
        ["storage"] = true,
        ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
        ["additionalPrinterColumns"] = new JsonArray([.. kind.AllColumns.Select(Column)]),
        ["schema"] = new JsonObject { ["openAPIV3Schema"] = TopLevel(kind, documentation) },
    };

    private static JsonNode Column(PrinterColumn column)
    {
        var node = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["jsonPath"] = column.JsonPath };
        if (column.Priority > 0) node["priority"] = column.Priority;
        return node;
    }

    private static JsonObject TopLevel(KindDefinition kind, Documentation documentation)
    {
        var (spec, status) = (CustomResources.SpecOf(kind), CustomResources.StatusOf(kind));
        var specSchema = new SchemaBuilder(documentation, withDefaults: true).Object(spec, "What is declared.");
        var statusSchema = new SchemaBuilder(documentation, withDefaults: false)
            .Object(status, documentation.Summary(status));
        return new JsonObject
        {
            ["description"] = documentation.Summary(spec),
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["apiVersion"] = Text($"The version of this schema: {Group.Name}/{Group.Version}."),
                ["kind"] = Text($"The kind of resource: {kind.Kind}."),
                ["metadata"] = new JsonObject { ["type"] = "object" },
                ["spec"] = specSchema,
                ["status"] = statusSchema,
            },
            ["required"] = new JsonArray("spec"),
        };
    }

    private static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string" };
}
