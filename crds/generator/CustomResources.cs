using System.Reflection;
using Onair.Api;
using Onair.Api.Schema;

namespace Onair.CrdGenerator;

/// <summary>All custom resources of <c>api/</c>, as files.</summary>
public static class CustomResources
{
    /// <summary>The YAML of each CustomResourceDefinition by file name, in ordinal order.</summary>
    /// <exception cref="NotSupportedException">A type lacks documentation or has a member that a schema cannot say.</exception>
    public static SortedDictionary<string, string> Generate()
    {
        var assembly = typeof(Group).Assembly;
        var documentation = Documentation.Of(assembly);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var spec in assembly.GetTypes())
        {
            if (spec.GetCustomAttribute<CustomResourceAttribute>() is not { } resource) continue;
            var definition = Definition.Of(spec, resource, documentation);
            files[$"{Group.Name}_{resource.Plural}.yaml"] = YamlText.Of(definition, "Generated from api/ by ./dev gen.");
        }

        documentation.ThrowIfAnyIsMissing();
        return files;
    }
}
