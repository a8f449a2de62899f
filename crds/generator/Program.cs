using Onair.CrdGenerator;

if (args is not [var folder])
{
    await Console.Error.WriteLineAsync("usage: dotnet run --project crds/generator -- <folder>");
    return 2;
}

try
{
    Directory.CreateDirectory(folder);
    foreach (var (name, yaml) in CustomResources.Generate())
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, yaml);
        await Console.Out.WriteLineAsync(path);
    }

    return 0;
}
catch (NotSupportedException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}
