namespace Onair.Webhook;

/// <summary>
/// Between SIGTERM and the end: no longer ready, but still answering until the cluster's proxies have noticed. Under
/// failurePolicy Fail a call that reaches no pod is a refused edit.
/// </summary>
internal sealed class Draining(WebhookSettings settings, TimeProvider time) : IHostedLifecycleService
{
    private volatile bool _hasBegun;

    public bool HasBegun => _hasBegun;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        return Task.Delay(settings.Drain, time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
