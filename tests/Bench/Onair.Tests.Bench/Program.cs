using System.Globalization;
using Onair.Tests.Bench.Account;
using Onair.Tests.Bench.Admission;
using Onair.Tests.Bench.Connectors;
using Onair.Tests.Bench.Gateway;
using Onair.Tests.Bench.Split;
using Onair.Tests.Bench.Widgets;

return args switch
{
    ["widget", var measurer, var peer, var ours, var crd, var folder, ..] => await WidgetAsync(measurer, peer, ours, crd, folder),
    ["admission", ..] => await AdmissionAsync(args.ElementAtOrDefault(1)),
    ["account", ..] => await AccountAsync(args.ElementAtOrDefault(1)),
    ["gateway", ..] => await GatewayAsync(args.ElementAtOrDefault(1)),
    ["ivs", ..] => await IvsAsync(args.ElementAtOrDefault(1)),
    ["connectors", var lines, var data, var page] => await ConnectorsAsync(lines, data, page),
    ["split", var worker, ..] => await SplitAsync(Path.GetFullPath(worker), args.ElementAtOrDefault(2)),
    _ => await UsageAsync(),
};

static async Task<int> UsageAsync()
{
    await Console.Error.WriteLineAsync("""
        usage: Onair.Tests.Bench widget MEASURER GO_OPERATOR OPERATOR CRD_FILE FOLDER [ROUNDS=5] [WIDGETS=1000 5000]…
               Onair.Tests.Bench admission [MARKDOWN_FILE]
               Onair.Tests.Bench account [MARKDOWN_FILE] [STREAMS=10 200 2000]…
               Onair.Tests.Bench gateway [MARKDOWN_FILE]
               Onair.Tests.Bench ivs [MARKDOWN_FILE_OF_ACCOUNT] [CHANNELS=500]
               Onair.Tests.Bench connectors FIGURES JSON_FILE MARKDOWN_FILE
               Onair.Tests.Bench split PATH_OF_SPLITTER [MARKDOWN_FILE]
        """);
    return 2;
}

async Task<int> WidgetAsync(string measurer, string peer, string ours, string crd, string folder)
{
    var rounds = args.Length > 6 ? int.Parse(args[6], CultureInfo.InvariantCulture) : 5;
    int[] sizes = args.Length > 7 ? [.. args[7..].Select(a => int.Parse(a, CultureInfo.InvariantCulture))] : [1000, 5000];
    var operators = new Dictionary<string, string> { [WidgetPage.Peer] = Path.GetFullPath(peer), [WidgetPage.Ours] = Path.GetFullPath(ours) };
    var runs = await new WidgetBench(Path.GetFullPath(measurer), operators, crd).RunAsync(sizes, rounds);
    var (page, missed) = WidgetPage.Of(runs, (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]);
    await Console.Out.WriteLineAsync(page);
    foreach (var goal in missed) await Console.Error.WriteLineAsync($"missed: {goal}");
    await File.WriteAllTextAsync(Path.Combine(folder, "widget.md"), page);
    await File.WriteAllLinesAsync(Path.Combine(folder, "widget.jsonl"), runs.Select(r => r.Line()));
    return missed.Count > 0 ? 1 : 0;
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

static async Task<int> GatewayAsync(string? file)
{
    var (page, missed) = await GatewayBench.RunAsync();
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
