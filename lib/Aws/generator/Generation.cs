using Onair.Aws.Generator.Emit;
using Onair.Aws.Generator.Model;
using Onair.Aws.ServiceModels;

namespace Onair.Aws.Generator;

/// <summary>One run: every service of the operations file, from <c>{models}/{service}/</c> to <c>{Namespace}.{Part}.g.cs</c>.</summary>
internal static class Generation
{
    public static void Run(string models, string operations, string output)
    {
        var files = new OutputDirectory(output);
        foreach (var (service, selection) in ServiceSelection.Load(operations))
        {
            var directory = Path.Combine(models, service);
            var model = ReadModel(Path.Combine(directory, ServiceFiles.Model));
            var pagination = PaginationModel.Load(Path.Combine(directory, ServiceFiles.Paginators));
            foreach (var (part, text) in ServiceEmitter.Emit(new ServiceContext(model, selection, pagination)))
                files.Write($"{selection.Namespace}.{part}.g.cs", text);
        }
        files.DeleteOthers();
    }

    private static ServiceModel ReadModel(string file)
    {
        using var stream = File.OpenRead(file);
        var model = ServiceModel.Read(stream, file);
        ModelRules.Check(model, file);
        return model;
    }
}
