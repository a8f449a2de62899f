namespace Onair.Processes.Guarding;

/// <summary>Bytes both ways between a program of ours and a host.</summary>
public static class Tunnel
{
    // A host that keeps a connection open though nobody listens.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <summary>Returns when both sides have ended; the callers close both.</summary>
    public static async Task RunAsync(Stream client, Stream host, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sent = client.CopyToAsync(host, 64 * 1024, end.Token);
        var received = host.CopyToAsync(client, 64 * 1024, end.Token);
        // A client that has sent all of its request may still wait for the answer; a host that has ended has nothing more to say.
        if (await Task.WhenAny(sent, received) == sent) end.CancelAfter(Rest);
        else await end.CancelAsync();
        await Task.WhenAll(sent, received).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
