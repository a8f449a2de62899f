using System.Reflection;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Schema;

namespace Onair.CrdGenerator;

/// <summary>A CustomResourceDefinition (apiextensions.k8s.io/v1) with one version.</summary>
internal static class Definition
{
    public static JsonObject Of(Type spec, CustomResourceAttribute resource, Documentation documentation) => new()
    {
        ["apiVersion"] = "apiextensions.k8s.io/v1",
        ["kind"] = "CustomResourceDefinition",
        ["metadata"] = new JsonObject { ["name"] = $"{resource.Plural}.{Group.Name}" },
        ["spec"] = new JsonObject
        {
            ["group"] = Group.Name,
            ["scope"] = resource.ClusterScoped ? "Cluster" : "Namespaced",
            ["names"] = Names(resource),
            ["versions"] = new JsonArray(Version(spec, resource, documentation)),
        },
    };

    private static JsonObject Names(CustomResourceAttribute resource) => new()
    {
        ["kind"] = resource.Kind,
        ["listKind"] = resource.Kind + "List",
        ["plural"] = resource.Plural,
        // kubectl resolves the singular as well. The API server would set the same value.
        ["singular"] = resource.Kind.ToLowerInvariant(),
        ["shortNames"] = new JsonArray(resource.ShortName),
        ["categories"] = new JsonArray("onair"),
    };

    private static JsonObject Version(Type spec, CustomResourceAttribute resource, Documentation documentation) => new()
    {
        ["name"] = Group.Version,
        ["served"] = true,
        ["storage"] = true,
        ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
        ["additionalPrinterColumns"] = new JsonArray([.. spec.GetCustomAttributes<PrinterColumnAttribute>().Select(Column)]),
        ["schema"] = new JsonObject { ["openAPIV3Schema"] = TopLevel(spec, resource, documentation) },
    };

    private static JsonNode Column(PrinterColumnAttribute column)
    {
        var node = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["jsonPath"] = column.JsonPath };
        if (column.Priority > 0) node["priority"] = column.Priority;
        return node;
    }

    private static JsonObject TopLevel(Type spec, CustomResourceAttribute resource, Documentation documentation)
    {
        var specSchema = new SchemaBuilder(documentation, withDefaults: true).Object(spec, "What is declared.");
        var statusSchema = new SchemaBuilder(documentation, withDefaults: false)
            .Object(resource.Status, documentation.Summary(resource.Status));
        return new JsonObject
        {
            ["description"] = documentation.Summary(spec),
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["apiVersion"] = Text($"The version of this schema: {Group.Name}/{Group.Version}."),
                ["kind"] = Text($"The kind of resource: {resource.Kind}."),
                ["metadata"] = new JsonObject { ["type"] = "object" },
                ["spec"] = specSchema,
                ["status"] = statusSchema,
            },
            ["required"] = new JsonArray("spec"),
        };
    }

    private static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string" };
}
