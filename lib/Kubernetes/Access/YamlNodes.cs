using k8s.Exceptions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Onair.Kubernetes.Access;

/// <summary>Reads a YAML document as a tree, without reflection.</summary>
internal static class YamlNodes
{
    public static YamlMappingNode Load(string path)
    {
        try
        {
            using var reader = File.OpenText(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents.Count > 0 && yaml.Documents[0].RootNode is YamlMappingNode root
                ? root
                : throw new KubeConfigException($"{path}: a mapping was expected");
        }
        catch (YamlException e)
        {
            throw new KubeConfigException($"{path}: line {e.Start.Line}: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // YamlDotNet throws this when a document ends too early.
            throw new KubeConfigException($"{path}: is not YAML: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new KubeConfigException($"{path}: {e.Message}", e);
        }
    }

    public static YamlNode? Child(this YamlNode? node, string name) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    public static string? Text(this YamlNode? node, string name) =>
        node.Child(name) is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;

    public static IEnumerable<YamlNode> Items(this YamlNode? node, string name) =>
        node.Child(name) is YamlSequenceNode items ? items.Children : [];
}
