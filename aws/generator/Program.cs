using Onair.Aws.Generator;
using Onair.Aws.Generator.Emit;
using Onair.Aws.Generator.Model;

if (args.Length != 3)
{
    Console.Error.WriteLine("usage: Onair.Aws.Generator <models directory> <operations.json> <output directory>");
    return 2;
}

var (models, operations, output) = (args[0], args[1], args[2]);
try
{
    var files = new OutputDirectory(output);
    foreach (var (service, selection) in ServiceSelection.Load(operations))
    {
        var directory = Path.Combine(models, service);
        var model = ServiceModel.Load(Path.Combine(directory, "service-2.json"));
        var pagination = PaginationModel.Load(Path.Combine(directory, "paginators-1.json"));
        foreach (var (name, text) in ServiceEmitter.Emit(new ServiceContext(model, selection, pagination)))
            files.Write($"{selection.Namespace}.{name}.g.cs", text);
    }
    files.DeleteOthers();
    return 0;
}
catch (InvalidModelException exception)
{
    // The form MSBuild recognizes as an error, so that the build log shows it as one.
    Console.Error.WriteLine($"Onair.Aws.Generator : error AWSGEN001: {exception.Message}");
    return 1;
}
