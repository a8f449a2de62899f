using System.Globalization;

namespace Onair.Tests.Bench.Admission;

/// <summary>The webhook under load, with long-lived certificates and with short-lived ones.</summary>
internal static class AdmissionBench
{
    /// <summary>The page for docs/benchmarks, and what went wrong, none of which may.</summary>
    public static async Task<(string Page, IReadOnlyList<string> Problems)> RunAsync()
    {
        var plane = new ControlPlane();
        await plane.InitializeAsync();
        try
        {
            var objects = await AdmissionObjects.CreateAsync(plane);
            var latency = await LatencyPart.RunAsync(plane, objects.Mix);
            var load = await LoadAsync();
            var rotation = await new RotationPart(plane, objects).RunAsync();
            var problems = latency.Failed.Concat(rotation.Failed)
                .GroupBy(s => s.Failure!, StringComparer.Ordinal).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} calls failed: {g.Key}")).ToList();
            if (!rotation.HasRotated) problems.Add("the certificates were not renewed as often as they should have been");
            return (Page(latency, load, rotation, await LoadAsync()), problems);
        }
        finally
        {
            await plane.DisposeAsync();
        }
    }

    private static async Task<string> LoadAsync() => (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];

    private static string Page(LatencyResult latency, string load, RotationResult rotation, string loadAtEnd) => $"""
        # Admission webhook

        Calls of one webhook process over TLS and HTTP/2 on the loopback, before a real etcd and kube-apiserver 1.20.2. A call is
        started every 5 ms whatever the others do, and its time counts from when it was due. The two loads of the first table took
        turns of five seconds, after a warm-up. In the second table the operator renews authority and serving certificate by its own
        rules, with lives of seconds; the webhook has each {RotationPart.KubeletDelay.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s later, as a kubelet brings it; and each new connection trusts what the
        webhook configuration says at that moment, and nothing else. {Environment.ProcessorCount} cores, load average {load} after the first table and {loadAtEnd}
        at the end. Written by `Onair.Tests.Bench admission` from one run.

        {latency.Markdown()}

        {rotation.Markdown()}

        """;
}
