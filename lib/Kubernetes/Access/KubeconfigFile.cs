using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using YamlDotNet.RepresentationModel;

namespace Onair.Kubernetes.Access;

/// <summary>A kubeconfig as KubernetesClient reads it.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Content">The members that the package knows.</param>
/// <param name="Tree">All members: <c>tokenFile</c> and <c>proxy-url</c> are not among the package's.</param>
internal sealed record KubeconfigFile(string Path, K8SConfiguration Content, YamlMappingNode Tree)
{
    public static KubeconfigFile Load(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        // Before the package, which does not say which file is no YAML.
        var tree = YamlNodes.Load(path);
        try
        {
            return new(path, KubernetesClientConfiguration.LoadKubeConfig(path), tree);
        }
        catch (YamlDotNet.Core.YamlException e)
        {
            throw new KubeConfigException($"{path}: line {e.Start.Line}: {e.Message}", e);
        }
    }

    public string Absolute(string file) => System.IO.Path.GetFullPath(file, System.IO.Path.GetDirectoryName(Path)!);
}

/// <summary>A named entry of a kubeconfig.</summary>
internal sealed record KubeconfigEntry<T>(KubeconfigFile File, string List, string Name, T Item)
{
    public string Where(string field) => $"{File.Path}: {List}[name={Name}].{field}";

    public string Required(string field, string? value) => string.IsNullOrEmpty(value) ? throw new KubeConfigException($"{Where(field)}: required") : value;

    /// <summary>A member that the package does not know.</summary>
    public string? Extra(string member, string of) => File.Tree.Items(List).FirstOrDefault(i => i.Text("name") == Name).Child(of).Text(member);

    /// <summary>The text of a file that the entry names.</summary>
    public string Read(string field, string file)
    {
        try
        {
            return System.IO.File.ReadAllText(File.Absolute(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"{Where(field)}: {e.Message}", e);
        }
    }
}
