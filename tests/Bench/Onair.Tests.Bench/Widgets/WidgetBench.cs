using System.Globalization;
using System.Text.Json.Nodes;

namespace Onair.Tests.Bench.Widgets;

/// <summary>
/// Runs the operator in C# and the one in Go in turns against the same API server, measured by a third program, so that what this process
/// does falls on neither.
/// </summary>
/// <param name="measurer">The program that measures; <c>tests/Bench/Widget/measurer</c>.</param>
/// <param name="operators">The operators' programs by name.</param>
/// <param name="crd">The file of the custom resource definition.</param>
internal sealed class WidgetBench(string measurer, IReadOnlyDictionary<string, string> operators, string crd)
{
    private const string Cloud = "127.0.0.1:9901";
    private const int Workers = 16;

    /// <summary>Measures each operator some times at each size.</summary>
    /// <param name="sizes">How many widgets exist when an operator starts.</param>
    /// <param name="rounds">How often.</param>
    public async Task<IReadOnlyList<WidgetRun>> RunAsync(IEnumerable<int> sizes, int rounds)
    {
        var plane = new ControlPlane();
        await plane.InitializeAsync();
        try
        {
            await plane.ApplyAsync(crd);
            var environment = new Dictionary<string, string>
            {
                ["BENCH_SERVER"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{plane.ApiServerPort}"),
                ["BENCH_CA"] = plane.AuthorityPath,
                ["BENCH_TOKEN"] = ControlPlane.AdminToken,
                ["CLOUD_URL"] = $"http://{Cloud}",
                ["KUBECONFIG"] = plane.KubeconfigPath,
                ["MAX_CONCURRENT"] = Workers.ToString(CultureInfo.InvariantCulture),
                // As in the image of the services.
                ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
                ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
            };
            await using var cloud = await StartAsync(environment, "cloud", "-addr", Cloud);
            var runs = new List<WidgetRun>();
            foreach (var size in sizes)
                for (var round = 1; round <= rounds; round++)
                    // Whoever goes first in one round goes last in the next.
                    foreach (var (name, path) in round % 2 == 0 ? operators.Reverse() : operators)
                        runs.Add(new(name, round, await MeasureAsync(environment, size, path)));
            return runs;
        }
        finally
        {
            await plane.DisposeAsync();
        }
    }

    private async Task<JsonObject> MeasureAsync(Dictionary<string, string> environment, int size, string path)
    {
        var count = size.ToString(CultureInfo.InvariantCulture);
        await CallAsync(environment, "purge");
        await CallAsync(environment, "load", "-n", count);
        var (result, log) = (Path.GetTempFileName(), Path.GetTempFileName());
        await CallAsync(environment, "run", "-n", count, "-cmd", path, "-out", result, "-log", log);
        return JsonNode.Parse(await File.ReadAllTextAsync(result))!.AsObject();
    }

    private async Task CallAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        await using var process = await StartAsync(environment, arguments);
        await process.WaitForExitAsync(CancellationToken.None);
        if (process.ExitCode != 0) throw new InvalidOperationException($"measurer {arguments[0]}: {process.Tail()}");
    }

    private Task<ChildProcess> StartAsync(Dictionary<string, string> environment, params string[] arguments) =>
        ChildProcess.StartAsync(measurer, arguments, Path.GetTempFileName(), environment);
}
