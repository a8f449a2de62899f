namespace Onair.Emulator.Media.Pull;

/// <summary>Bytes both ways between ffmpeg and a source.</summary>
internal static class Tunnel
{
    /// <summary>A source that sends nothing for this long is dead.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Returns when either side has ended or the source is silent; the callers close both.</summary>
    /// <exception cref="TimeoutException">The source is silent.</exception>
    public static async Task RunAsync(Stream client, Stream source, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sent = client.CopyToAsync(source, end.Token);
        var received = CopyAsync(source, client, end.Token);
        await Task.WhenAny(sent, received);
        var silent = received.Exception?.InnerException is TimeoutException;
        await end.CancelAsync();
        await Task.WhenAll(sent, received).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (silent) throw new TimeoutException($"nothing for {Silence.TotalSeconds} s");
    }

    /// <summary>Copies until the end.</summary>
    /// <exception cref="TimeoutException">Nothing came for <see cref="Silence"/>.</exception>
    public static async Task CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 * 1024];
        while (true)
        {
            var read = await from.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(Silence, cancellationToken);
            if (read == 0) return;
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
