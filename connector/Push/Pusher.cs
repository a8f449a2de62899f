using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Onair.ConnectorPod.Reports;
using Onair.ConnectorPod.Rtmp;
using Onair.Connectors;
using Onair.Guard;
using Onair.Primitives;

namespace Onair.ConnectorPod.Push;

/// <summary>
/// Keeps the push to one target. It speaks RTMP itself: the stream key is in no command line, and the address that was checked is the one
/// that is connected to.
/// </summary>
internal sealed partial class Pusher(int index, ConnectorPlan plan, PushQueue queue, ReportBoard board, TimeProvider time, ILogger<Pusher> log)
{
    private static readonly TimeSpan WriteTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(1);

    // The operator has looked the target up itself, in AWS.
    private readonly AddressRules _rules = new(plan.TrustedTargets ? ["0.0.0.0/0", "::/0"] : plan.AllowedCidrs);

    private readonly X509ChainPolicy? _certificates = Authorities.Policy(plan.CaBundle);
    private readonly RtmpUrl _url = RtmpUrl.Parse(plan.Targets[index])!;

    private string? _logged;

    /// <summary>Pushes until the queue is completed and sent, or it is cancelled; then the server is told that the stream ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var backoff = new RestartBackoff(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(5), time);
        while (!cancellationToken.IsCancellationRequested)
        {
            backoff.Started();
            try
            {
                await PushAsync(cancellationToken);
                return;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Failed(e);
            }
            catch (Exception) // it ends anyway, and a server that fails meanwhile does not matter any more
            {
                return;
            }

            await backoff.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PushAsync(CancellationToken cancellationToken)
    {
        await using var publisher = await RtmpPublisher.ConnectAsync(_url, _rules, _certificates, cancellationToken);
        queue.Open();
        board.PushAccepted(index);
        _logged = null;
        LogAccepted(index);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // It is waited for below.
        var listening = ListenAsync(publisher, gone);
        try
        {
            await SendAsync(publisher, gone.Token);
        }
        catch (OperationCanceledException) when (listening.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            await listening; // says why the server is gone
            throw;
        }
        finally
        {
            queue.Close();
            using var closing = new CancellationTokenSource(CloseTime, time);
            await publisher.CloseAsync(closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await gone.CancelAsync();
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ListenAsync(RtmpPublisher publisher, CancellationTokenSource gone)
    {
        try
        {
            await publisher.ListenAsync(gone.Token);
        }
        finally
        {
            await gone.CancelAsync();
        }
    }

    private async Task SendAsync(RtmpPublisher publisher, CancellationToken cancellationToken)
    {
        uint? first = null;
        while (await queue.TakeAsync(cancellationToken) is { } tag)
        {
            first ??= tag.Timestamp;
            // Each connection begins at zero, as that of an encoder that was just started does. Sound may be a little older than its key frame.
            var timestamp = Math.Max(tag.Timestamp, first.Value) - first.Value;
            var bytes = await publisher.SendAsync(tag with { Timestamp = timestamp }, cancellationToken).WaitAsync(WriteTime, time, cancellationToken);
            board.Sent(index, bytes);
        }
    }

    private void Failed(Exception e)
    {
        var reason = e switch
        {
            RtmpException => e.Message,
            AddressRefusedException => "the target's address is refused: only public ones and those in allowedCidrs may be pushed to",
            SocketException socket => $"the target cannot be reached: {socket.SocketErrorCode}",
            AuthenticationException => "the target's certificate is not valid",
            TimeoutException or OperationCanceledException => "the target does not answer or accept data in time",
            _ => "the connection was lost",
        };
        board.PushFailed(index, reason);
        if (_logged == reason) return; // what persists is logged once
        _logged = reason;
        LogFailed(index, reason);
    }

    [LoggerMessage(LogLevel.Information, "Target {Index} accepts the push")]
    private partial void LogAccepted(int index);

    [LoggerMessage(LogLevel.Warning, "Target {Index} does not accept the push: {Reason}")]
    private partial void LogFailed(int index, string reason);
}
