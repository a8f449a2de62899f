using Onair.Kubernetes.LeaderElection;

namespace Onair.Tests.Unit.Kubernetes.LeaderElection;

public sealed class LeaderElectorTests
{
    [Fact]
    public async Task A_lease_without_a_spec_is_free()
    {
        const string taken = """{"metadata":{"name":"l","namespace":"n","resourceVersion":"2"},"spec":{"holderIdentity":"me","leaseDurationSeconds":15}}""";
        using var server = new ScriptedServer();
        // Read, taken, released.
        server.Answer("""{"metadata":{"name":"l","namespace":"n","resourceVersion":"1"}}""").Answer(taken).Answer(taken);
        var time = new FakeTime();
        using var client = server.Client(time);
        var elector = new LeaderElector(client, new LeaderElectionOptions { LeaseName = "l", Namespace = "n", Identity = "me" }, time);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var leads = new TaskCompletionSource();

        var running = elector.RunAsync(
            async term =>
            {
                leads.TrySetResult();
                await Task.WhenAny(Task.Delay(Timeout.Infinite, term));
            },
            stop.Token);

        await leads.Task.WaitAsync(stop.Token);
        elector.Leader.ShouldBe("me");
        await stop.CancelAsync();
        await running;
    }
}
