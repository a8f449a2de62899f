using System.Collections.Concurrent;
using System.Diagnostics;
using Onair.Kubernetes.Access;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.LeaderElection;

namespace Onair.Tests.Integration.Kubernetes;

[Collection(ControlPlaneCollection.Name)]
public sealed class LeaderElectionTests(ControlPlane plane) : GadgetTests(plane)
{
    private static readonly TimeSpan LongLease = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<(string Who, string What, long At)> _log = [];

    [Fact]
    public async Task A_leader_that_stops_rests_and_then_hands_over_at_once()
    {
        using var stopA = CancellationTokenSource.CreateLinkedTokenSource(Stop.Token);
        var a = Elector(Client, "a", LongLease);
        var b = Elector(Client, "b", LongLease);
        var runningA = a.RunAsync(cancellationToken => WorkAsync("a", cancellationToken), stopA.Token);
        await Eventually.ShouldBeAsync(() => a.IsLeader, "a leads");
        var runningB = b.RunAsync(cancellationToken => WorkAsync("b", cancellationToken), Stop.Token);

        await stopA.CancelAsync();
        await runningA;
        var stopped = Stopwatch.GetTimestamp();
        await Eventually.ShouldBeAsync(() => b.IsLeader, "b leads", seconds: 120);

        // Released, so not waited out.
        Stopwatch.GetElapsedTime(stopped).ShouldBeLessThan(LongLease);
        a.IsLeader.ShouldBeFalse();
        Should.Throw<OperationCanceledException>(a.EnsureLeader);
        await Eventually.ShouldBeAsync(() => _log.Count == 3, "b works");
        _log.Select(l => l.Who + l.What).ShouldBe(["a+", "a-", "b+"]);
        await Stop.CancelAsync();
        await runningB;
    }

    [Fact]
    public async Task A_leader_cut_off_from_the_server_has_come_to_rest_before_another_begins()
    {
        await using var proxy = new TcpProxy(Plane.ApiServerPort);
        using var cut = new KubernetesClient(ClusterAccess.FromKubeconfig(Plane.KubeconfigFor(proxy.Port)));
        var a = Elector(cut, "a");
        var runningA = a.RunAsync(cancellationToken => WorkAsync("a", cancellationToken), Stop.Token);
        await Eventually.ShouldBeAsync(() => a.IsLeader, "a leads");
        var b = Elector(Client, "b");
        var runningB = b.RunAsync(cancellationToken => WorkAsync("b", cancellationToken), Stop.Token);

        // Requests neither fail nor succeed.
        proxy.Freeze();
        await Eventually.ShouldBeAsync(() => b.IsLeader, "b leads");
        a.IsLeader.ShouldBeFalse();
        proxy.Thaw();
        await Eventually.ShouldBeAsync(() => a.Leader == "b", "a knows who leads");

        await Stop.CancelAsync();
        await Task.WhenAll(runningA, runningB);
        var ends = _log.Single(l => l is { Who: "a", What: "-" }).At;
        _log.Single(l => l is { Who: "b", What: "+" }).At.ShouldBeGreaterThan(ends);
        _log.Count(l => l.Who == "a").ShouldBe(2);
    }

    private LeaderElector Elector(KubernetesClient client, string identity, TimeSpan? lease = null) => new(client, new LeaderElectionOptions
    {
        LeaseName = "test",
        Namespace = Namespace,
        Identity = identity,
        LeaseDuration = lease ?? TimeSpan.FromSeconds(4),
        RenewDeadline = (lease ?? TimeSpan.FromSeconds(4)) / 2,
        RetryPeriod = TimeSpan.FromSeconds(0.5),
        ExitWhenDrainFails = false,
    });

    private async Task WorkAsync(string who, CancellationToken cancellationToken)
    {
        _log.Enqueue((who, "+", Stopwatch.GetTimestamp()));
        await Task.WhenAny(Task.Delay(Timeout.Infinite, cancellationToken));
        // The last call is still under way when the lease is lost.
        await Task.Delay(200, CancellationToken.None);
        _log.Enqueue((who, "-", Stopwatch.GetTimestamp()));
    }
}
