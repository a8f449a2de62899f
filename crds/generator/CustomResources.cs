using System.Text.Json.Nodes;
using Onair.Api;

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
        foreach (var (kind, definition) in Definitions(documentation))
            files[$"{Group.Name}_{kind.Plural}.yaml"] = YamlText.Of(definition, "Generated from lib/Api/ by ./dev gen.");
        documentation.ThrowIfAnyIsMissing();
        return files;
    }

    /// <summary>Each kind with its CustomResourceDefinition, by name.</summary>
    internal static IEnumerable<(KindDefinition Kind, JsonObject Definition)> Definitions(Documentation documentation) =>
        OnairResources.Kinds.OrderBy(kind => kind.Kind, StringComparer.Ordinal).Select(kind => (kind, Definition.Of(kind, documentation)));

    /// <summary>The type of the kind's <c>spec</c>.</summary>
    internal static Type SpecOf(KindDefinition kind) => kind.ObjectType.GetProperty("Spec")!.PropertyType;

    /// <summary>The type of the kind's <c>status</c>.</summary>
    internal static Type StatusOf(KindDefinition kind) => kind.ObjectType.GetProperty("Status")!.PropertyType;
}
