using System.Reflection;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Schema;

namespace Onair.CrdGenerator;

/// <summary>All custom resources of <c>lib/Api/</c>, as files.</summary>
public static class CustomResources
{
    /// <summary>The YAML of each CustomResourceDefinition by file name, in ordinal order.</summary>
    /// <exception cref="NotSupportedException">A type lacks documentation or has a member that a schema cannot express.</exception>
    public static SortedDictionary<string, string> Generate()
    {
        var documentation = Documentation.Of(typeof(Group).Assembly);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, resource, definition) in Definitions(documentation))
            files[$"{Group.Name}_{resource.Plural}.yaml"] = YamlText.Of(definition, "Generated from lib/Api/ by ./dev gen.");
        documentation.ThrowIfAnyIsMissing();
        return files;
    }

    /// <summary>The spec type, declaration and CustomResourceDefinition of each resource, by kind.</summary>
    internal static IEnumerable<(Type Spec, CustomResourceAttribute Resource, JsonObject Definition)> Definitions(Documentation documentation) =>
        from spec in typeof(Group).Assembly.GetTypes()
        let resource = spec.GetCustomAttribute<CustomResourceAttribute>()
        where resource is not null
        orderby resource.Kind
        select (spec, resource, Definition.Of(spec, resource, documentation));
}
