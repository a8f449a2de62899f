using System.Globalization;
using Onair.Tests.Bench;

if (args is not ["widget", var path, ..])
{
    await Console.Error.WriteLineAsync("usage: Onair.Tests.Bench widget PATH_OF_WIDGETOPERATOR [N=1000] [MAX_CONCURRENT=16] [MARKDOWN_FILE]");
    return 2;
}
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
