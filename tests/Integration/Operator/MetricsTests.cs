using System.Diagnostics;
using System.Net;
using Onair.Tests.Integration.Kubernetes;

namespace Onair.Tests.Integration.Operator;

/// <summary>What Prometheus and the kubelet ask of the operator.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class MetricsTests(OperatorRig rig) : IClassFixture<OperatorRig>
{
    [Fact]
    public async Task The_metrics_of_an_operator_at_work_please_promtool()
    {
        await rig.Streams.CreateReadyAsync("measured", s => s.State = Onair.Api.LiveStreams.StreamState.Running);
        // An error, for the series that only errors have.
        await rig.Streams.CreateAsync("orphan", s => s.ProviderRef = new() { Name = "not-there" });
        await rig.Streams.NotReadyAsync("orphan", "ProviderMissing");

        var text = await rig.Operator.MetricsAsync();

        text.ShouldContain("onair_livestreams{phase=\"");
        text.ShouldContain("onair_aws_requests_total{");
        text.ShouldContain("onair_reconcile_duration_seconds_bucket{");
        (await PromtoolAsync(text)).ShouldBe((0, ""));
        await rig.Streams.DeleteAndWaitAsync("measured");
        await rig.Streams.DeleteAndWaitAsync("orphan");
    }

    [Fact]
    public async Task Readiness_waits_for_the_API_server_and_liveness_does_not()
    {
        await using var network = new TcpProxy(rig.Plane.ApiServerPort);
        network.Cut();
        await using var process = new OperatorProcess(rig.Plane.KubeconfigFor(network.Port), rig.Name);

        await process.StartAsync();

        (await process.StatusAsync("/healthz")).ShouldBe(HttpStatusCode.OK);
        (await process.StatusAsync("/readyz")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        network.Heal();
        await Eventually.ShouldBeAsync(
            async () => await process.StatusAsync("/readyz") == HttpStatusCode.OK, () => $"ready when the API server is there:\n{process.Tail()}", seconds: 180);
    }

    /// <summary><c>promtool check metrics</c>: its exit code and what it complains about.</summary>
    private static async Task<(int ExitCode, string Errors)> PromtoolAsync(string metrics)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var (output, errors) = (promtool.StandardOutput.ReadToEndAsync(), promtool.StandardError.ReadToEndAsync());
        await promtool.StandardInput.WriteAsync(metrics);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync();
        return (promtool.ExitCode, await output + await errors);
    }
}
