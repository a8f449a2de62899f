using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Onair.Connectors;

namespace Onair.Tests.Integration.Connectors;

/// <summary>
/// Stands in for the node: the control plane of these tests runs no pods. Each connector's pod gets a loopback address of its own once its plan
/// is there, and what it is told to report is answered at that address. The pods themselves are tested in tests/E2E.
/// </summary>
internal sealed class FakeKubelet(IKubernetes kubernetes, string ns) : IAsyncDisposable
{
    // Classes run side by side.
    private static int _addresses;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, WebApplication> _pods = new(StringComparer.Ordinal);
    private Task _loop = Task.CompletedTask;

    /// <summary>The plans that pods were started with, by pod.</summary>
    public ConcurrentDictionary<string, ConnectorPlan> Plans { get; } = new(StringComparer.Ordinal);

    /// <summary>How many pods were started.</summary>
    public int Started => Plans.Count;

    /// <summary>What a pod reports.</summary>
    public Func<string, ConnectorReport> Report { get; set; } = _ => Pushing();

    public static ConnectorReport Pushing() => new()
    {
        StartedAt = DateTimeOffset.UnixEpoch,
        Stages = [new(ConnectorStages.Flow, DateTimeOffset.UnixEpoch.AddSeconds(8))],
        Source = 0,
        Pushing = [true],
        BytesOut = 1_000,
        FramesOut = 30,
    };

    public void Start() => _loop = LoopAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _loop;
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }

        foreach (var pod in _pods.Values) await pod.DisposeAsync();
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        while (true)
        {
            _stop.Token.ThrowIfCancellationRequested();
            foreach (var pod in (await kubernetes.CoreV1.ListNamespacedPodAsync(ns, labelSelector: "app.kubernetes.io/component=connector", cancellationToken: _stop.Token)).Items)
            {
                if (pod.Status?.PodIP is null && pod.Metadata.DeletionTimestamp is null) await RunAsync(pod);
            }

            await Task.Delay(50, _stop.Token);
        }
    }

    // A pod waits for what it mounts.
    private async Task RunAsync(V1Pod pod)
    {
        var name = pod.Metadata.Name!;
        if (await kubernetes.CoreV1.ReadNamespacedSecretAsync(name, ns, cancellationToken: _stop.Token).OrNullAsync() is not { } secret || secret.Metadata.OwnerReferences?[0].Uid != pod.Metadata.Uid) return;
        Plans[name] = JsonSerializer.Deserialize(secret.Data!["plan.json"], ConnectorJson.Default.ConnectorPlan)!;
        var number = Interlocked.Increment(ref _addresses);
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.{7 + (number / 250)}.{1 + (number % 250)}");
        await ServeAsync(name, address);
        var status = new JsonObject { ["status"] = new JsonObject { ["phase"] = "Running", ["podIP"] = address, ["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address }) } };
        try
        {
            await kubernetes.CoreV1.PatchNamespacedPodStatusAsync(KubernetesCalls.Merge(status.ToJsonString()), name, ns, cancellationToken: _stop.Token);
        }
        catch (HttpOperationException e) when (e.Response.StatusCode is HttpStatusCode.NotFound)
        {
            // Deleted meanwhile.
        }
    }

    private async Task ServeAsync(string name, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(address), 8080));
        var app = builder.Build();
        app.MapGet("/status", () => Results.Text(JsonSerializer.Serialize(Report(name), ConnectorJson.Default.ConnectorReport), "application/json"));
        await app.StartAsync();
        if (_pods.TryGetValue(name, out var former)) await former.DisposeAsync();
        _pods[name] = app;
    }
}
