using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Onair.Api;
using Onair.Api.Common;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Webhook.Callbacks;

/// <summary>A VideoAsset that a callback concerns.</summary>
/// <param name="Asset">Its name.</param>
/// <param name="Event">The value of the annotation.</param>
internal sealed record QueuedCallback(NamespacedName Asset, string Event);

/// <summary>
/// Passes callbacks on to the operator through an annotation that makes it ask the service at once. The service gets its response
/// earlier: what is lost with the process does not matter, because the operator polls anyway.
/// </summary>
internal sealed partial class CallbackQueue(KubernetesClient client, TimeProvider time, ILogger<CallbackQueue> logger) : BackgroundService
{
    /// <summary>How many may wait. Beyond that the service is asked to retry.</summary>
    public const int Capacity = 1_000;

    private const int AtOnce = 4;
    private const int Attempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly Channel<QueuedCallback> _waiting = Channel.CreateBounded<QueuedCallback>(Capacity);

    /// <summary>Whether there was room.</summary>
    public bool TryAdd(QueuedCallback callback) => _waiting.Writer.TryWrite(callback);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _waiting.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
        async (callback, cancellationToken) => await PassOnAsync(callback, cancellationToken));

    private async Task PassOnAsync(QueuedCallback callback, CancellationToken cancellationToken)
    {
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Annotations.Callback] = callback.Event } } };
        for (var left = Attempts - 1; ; left--)
        {
            try
            {
                await client.PatchAsync(
                    OnairResources.VideoAssets, callback.Asset.Name, callback.Asset.Namespace, Patch.Merge(patch), cancellationToken: cancellationToken);
                return;
            }
            catch (ApiException e) when (e.IsNotFound)
            {
                return;
            }
            catch (Exception e) when (left > 0 && IsPassing(e) && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(Pause * (Attempts - left), time, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(e, callback.Asset);
                return;
            }
        }
    }

    private static bool IsPassing(Exception error) => error switch
    {
        ApiException e => e.IsConflict || e.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
        _ => error is HttpRequestException or TimeoutException or OperationCanceledException,
    };

    [LoggerMessage(1, LogLevel.Warning, "VideoAsset {Asset}: a callback could not be passed on; the operator asks the service in any case")]
    private partial void LogFailed(Exception error, NamespacedName asset);
}
