using System.Globalization;
using Onair.Tests.Bench;
using Onair.Tests.Bench.Account;
using Onair.Tests.Bench.Admission;
using Onair.Tests.Bench.Connectors;
using Onair.Tests.Bench.Split;

return args switch
{
    ["widget", var path, ..] => await WidgetAsync(path),
    ["admission", ..] => await AdmissionAsync(args.ElementAtOrDefault(1)),
    ["account", ..] => await AccountAsync(args.ElementAtOrDefault(1)),
    ["ivs", ..] => await IvsAsync(args.ElementAtOrDefault(1)),
    ["connectors", var lines, var data, var page] => await ConnectorsAsync(lines, data, page),
    ["split", var worker, ..] => await SplitAsync(Path.GetFullPath(worker), args.ElementAtOrDefault(2)),
    _ => await UsageAsync(),
};

static async Task<int> UsageAsync()
{
    await Console.Error.WriteLineAsync("""
        usage: Onair.Tests.Bench widget PATH_OF_WIDGETOPERATOR [N=1000] [MAX_CONCURRENT=16] [MARKDOWN_FILE]
               Onair.Tests.Bench admission [MARKDOWN_FILE]
               Onair.Tests.Bench account [MARKDOWN_FILE] [STREAMS=10 200 2000]…
               Onair.Tests.Bench ivs [MARKDOWN_FILE_OF_ACCOUNT] [CHANNELS=500]
               Onair.Tests.Bench connectors FIGURES JSON_FILE MARKDOWN_FILE
               Onair.Tests.Bench split PATH_OF_SPLITTER [MARKDOWN_FILE]
        """);
    return 2;
}

async Task<int> WidgetAsync(string path)
{
    var count = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1000;
    var concurrent = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 16;
    using var bench = new WidgetBench(Path.GetFullPath(path), count, concurrent);
    var result = await bench.RunAsync();
    var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
    var text = $"""
        # Widget operator

        The contract: an object takes a finalizer, three sequential cloud calls of 5 ms each, and one status write. {Environment.ProcessorCount} cores,
        etcd and kube-apiserver 1.20.2 on the same machine, {concurrent} workers, load average at the end {load}. Written by
        `Onair.Tests.Bench widget` from one run.

        {result.Markdown()}
        """;
    await Console.Out.WriteLineAsync(text);
    if (args.Length > 4) await File.WriteAllTextAsync(args[4], text);
    return result is { WritesPerObject: 2, CloudCalls: (3, 3) } ? 0 : 1;
}

static async Task<int> AdmissionAsync(string? file)
{
    var (page, problems) = await AdmissionBench.RunAsync();
    await Console.Out.WriteLineAsync(page);
    foreach (var problem in problems) await Console.Error.WriteLineAsync($"error: {problem}");
    if (problems.Count > 0) return 1;
    if (file is not null) await File.WriteAllTextAsync(file, page);
    return 0;
}

async Task<int> AccountAsync(string? file)
{
    int[] sizes = args.Length > 2 ? [.. args[2..].Select(a => int.Parse(a, CultureInfo.InvariantCulture))] : [10, 200, 2000];
    var (page, missed) = await AccountBench.RunAsync(sizes);
    await Console.Out.WriteLineAsync(page);
    foreach (var goal in missed) await Console.Error.WriteLineAsync($"missed: {goal}");
    if (file is not null) await File.WriteAllTextAsync(file, page);
    return missed.Count > 0 ? 1 : 0;
}

// The page of the account has a section of its own for IVS channels: the two runs are apart.
async Task<int> IvsAsync(string? file)
{
    var (section, missed) = await IvsBench.RunAsync(args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 500);
    await Console.Out.WriteLineAsync(section);
    foreach (var goal in missed) await Console.Error.WriteLineAsync($"missed: {goal}");
    if (file is not null) await File.WriteAllTextAsync(file, IvsResult.Put(section, File.Exists(file) ? await File.ReadAllTextAsync(file) : ""));
    return missed.Count > 0 ? 1 : 0;
}

// The measuring is done by tests, in a cluster and outside: see hack/bench.sh.
static async Task<int> ConnectorsAsync(string lines, string data, string page)
{
    var figures = ConnectorFigures.ReadLines(await File.ReadAllLinesAsync(lines));
    if (File.Exists(data)) figures = figures.Or(ConnectorFigures.Read(await File.ReadAllTextAsync(data)));
    var missed = ConnectorTables.Missed(figures);
    foreach (var goal in missed) await Console.Error.WriteLineAsync($"missed: {goal}");
    var text = ConnectorTables.Put(figures, await File.ReadAllTextAsync(page));
    await File.WriteAllTextAsync(data, figures.Write());
    await File.WriteAllTextAsync(page, text);
    return missed.Count > 0 ? 1 : 0;
}

static async Task<int> SplitAsync(string worker, string? file)
{
    var (page, missed) = await SplitBench.RunAsync(worker);
    await Console.Out.WriteLineAsync(page);
    foreach (var goal in missed) await Console.Error.WriteLineAsync($"missed: {goal}");
    if (file is not null) await File.WriteAllTextAsync(file, page);
    return missed.Count > 0 ? 1 : 0;
}
