using Onair.CrdGenerator;
using Onair.CrdGenerator.Events;
using Onair.CrdGenerator.OpenApi;
using Onair.CrdGenerator.Reference;
using Onair.Gateway;

if (args is not [var definitions, var reference, var schemas, var page, var current, var chart])
{
    await Console.Error.WriteLineAsync(
        "usage: dotnet run --project crds/generator -- <folder of definitions> <folder of the reference> <folder of the events' schemas> <page on events> <where it goes with current tables> <file of the chart's kinds>");
    return 2;
}

try
{
    await WriteAsync(definitions, CustomResources.Generate());
    await WriteAsync(reference, ReferencePages.Generate());
    await File.WriteAllTextAsync(Path.Combine(reference, StreamApiDocument.FileName), StreamApiDocument.Generate(ApiRouteTable.Table));
    await WriteAsync(schemas, SchemaFiles.Generate());
    await File.WriteAllTextAsync(chart, ChartKinds.Generate());
    await File.WriteAllTextAsync(current, EventPage.WithTables(await File.ReadAllTextAsync(page)));
    return 0;
}
catch (NotSupportedException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}

static async Task WriteAsync(string folder, IReadOnlyDictionary<string, string> files)
{
    Directory.CreateDirectory(folder);
    foreach (var (name, text) in files)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text);
        await Console.Out.WriteLineAsync(path);
    }
}
