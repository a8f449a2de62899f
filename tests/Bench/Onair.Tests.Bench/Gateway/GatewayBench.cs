namespace Onair.Tests.Bench.Gateway;

/// <summary>GETs of the stream API, and the same of the API server: in turns, so that both see the same machine.</summary>
internal static class GatewayBench
{
    public const int Streams = 200;
    public const int Rounds = 5;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <summary>The page for docs/benchmarks, and what missed its goal.</summary>
    public static async Task<(string Page, IReadOnlyList<string> Missed)> RunAsync()
    {
        await using var rig = new GatewayRig();
        var stream = await rig.StartAsync(Streams);
        GatewayTarget[] targets =
        [
            new($"GET /streams, {Streams} streams", $"{rig.Url}/streams", rig.GatewayProcessId),
            new($"the API server's list of the same {Streams}", rig.ApiServerUrl, rig.ApiServerProcessId),
            new("GET /streams/{id}", $"{rig.Url}/streams/{stream.Uid}", rig.GatewayProcessId),
            new("the API server's object of the same", $"{rig.ApiServerUrl}/{stream.Metadata.Name}", rig.ApiServerProcessId),
        ];
        foreach (var target in targets) await Wrk.RunAsync(target.Url, ControlPlane.AdminToken, WarmUp);

        var turns = new List<GatewayTurn>();
        var requests = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var target in targets)
            {
                var (server, before) = (await rig.ServerRequestsAsync(), ProcessUse.Of(target.ProcessId).Cpu);
                var measured = await Wrk.RunAsync(target.Url, ControlPlane.AdminToken, Turn);
                var cpu = ProcessUse.Of(target.ProcessId).Cpu - before;
                turns.Add(new(target.What, measured, cpu));
                if (target.ProcessId != rig.GatewayProcessId) continue;
                foreach (var (what, count) in await rig.ServerRequestsAsync())
                    requests[what] = requests.GetValueOrDefault(what) + count - server.GetValueOrDefault(what);
            }
        }
        var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
        return GatewayPage.Of(turns, requests, ProcessUse.Of(rig.GatewayProcessId).Resident, load);
    }
}

/// <summary>What is requested, and whose processor time counts.</summary>
internal sealed record GatewayTarget(string What, string Url, int ProcessId);

/// <summary>One turn.</summary>
/// <param name="What">What was requested.</param>
/// <param name="Measured">What wrk measured.</param>
/// <param name="Cpu">Processor time of the server.</param>
internal sealed record GatewayTurn(string What, Wrk Measured, TimeSpan Cpu);
