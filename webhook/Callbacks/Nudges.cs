using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Kubernetes;

namespace Onair.Webhook.Callbacks;

/// <summary>A VideoAsset that something happened to.</summary>
/// <param name="Asset">Its name.</param>
/// <param name="Event">The value of the annotation.</param>
internal sealed record Nudge(NamespacedName Asset, string Event);

/// <summary>
/// Passes callbacks on to the operator, as an annotation that has it ask the service at once. The service has its answer before: what is
/// lost with the process is no loss, for the operator asks from time to time anyway.
/// </summary>
internal sealed partial class Nudges(KubernetesClient client, TimeProvider time, ILogger<Nudges> log) : BackgroundService
{
    /// <summary>How many may wait. With more the service is told to come again.</summary>
    public const int Capacity = 1_000;

    private const int AtOnce = 4;
    private const int Attempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly Channel<Nudge> _waiting = Channel.CreateBounded<Nudge>(Capacity);

    /// <summary>Whether there was room.</summary>
    public bool TryAdd(Nudge nudge) => _waiting.Writer.TryWrite(nudge);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _waiting.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
        async (nudge, ct) => await PassOnAsync(nudge, ct));

    private async Task PassOnAsync(Nudge nudge, CancellationToken ct)
    {
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Annotations.Callback] = nudge.Event } } };
        for (var left = Attempts - 1; ; left--)
        {
            try
            {
                await client.PatchAsync(OnairResources.VideoAssets, nudge.Asset.Name, nudge.Asset.Namespace, Patch.Merge(patch), ct: ct);
                return;
            }
            catch (ApiException e) when (e.IsNotFound)
            {
                return;
            }
            catch (Exception e) when (left > 0 && IsPassing(e) && !ct.IsCancellationRequested)
            {
                await Task.Delay(Pause * (Attempts - left), time, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogFailed(log, e, nudge.Asset);
                return;
            }
        }
    }

    private static bool IsPassing(Exception error) => error switch
    {
        ApiException e => e.IsConflict || e.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
        _ => error is HttpRequestException or TimeoutException or OperationCanceledException,
    };
}
