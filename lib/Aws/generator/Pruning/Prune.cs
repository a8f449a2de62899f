using Onair.Aws.Generator.Model;
using Onair.Aws.ServiceModels;

namespace Onair.Aws.Generator.Pruning;

/// <summary>Prunes the full models, for the listed operations and those to be added.</summary>
internal static class Prune
{
    /// <param name="models">The folder of the pruned models.</param>
    /// <param name="operations">The path of <c>operations.json</c>.</param>
    /// <param name="data">The full models.</param>
    /// <param name="added">A service and operations to add to its list; empty to prune all services for what is listed.</param>
    public static void Run(string models, string operations, BotocoreData data, string[] added)
    {
        var list = new OperationList(operations);
        if (added is [var service, .. var names]) list.Add(service, names);
        // An operation that does not exist must not leave a file changed.
        var files = (added.Length > 0 ? [added[0]] : list.Services).SelectMany(s => Files(data, s, list.Operations(s))).ToList();
        foreach (var (path, text) in files) Write(Path.Combine(models, path), text);
        list.Save();
    }

    private static IEnumerable<(string Path, string? Text)> Files(BotocoreData data, string service, IReadOnlyList<string> operations)
    {
        var model = data.Read(service, ServiceFiles.Model) ?? throw new InvalidModelException($"service {service}: {ServiceFiles.Model} must exist.");
        var pruned = ModelPruner.Model(model, $"{service}/{ServiceFiles.Model}", operations);
        yield return ($"{service}/{ServiceFiles.Model}", PrettyJson.Text(pruned, PrettyJson.ModelIndent));
        var paginators = data.Read(service, ServiceFiles.Paginators) is { } all ? ModelPruner.Paginators(all, operations) : null;
        yield return ($"{service}/{ServiceFiles.Paginators}", paginators is null ? null : PrettyJson.Text(paginators, PrettyJson.ModelIndent));
    }

    private static void Write(string path, string? text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (text is null) File.Delete(path);
        else File.WriteAllText(path, text);
    }
}
