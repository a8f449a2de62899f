using System.Collections.Concurrent;
using k8s.Models;
using Microsoft.AspNetCore.Http.Features;
using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.VideoActions;
using Onair.VideoActions.Callbacks;
using Onair.Webhook.MediaProviders;
using Onair.Webhook.Metrics;

namespace Onair.Webhook.Callbacks;

/// <summary>
/// Accepts the callbacks of video services. A verified callback only identifies the asset: it makes the operator ask the service,
/// so callbacks may be late, duplicated or out of order. Neither headers nor bodies are logged.
/// </summary>
internal sealed partial class CallbackEndpoint(
    Providers providers, ProviderMaps maps, CallbackSecrets secrets, SeenEvents seen, Informer<VideoAsset> assets, CallbackQueue queue, TimeProvider time,
    ILogger<CallbackEndpoint> logger)
{
    /// <summary>The longest body that is read.</summary>
    public const int BodyLimit = 1024 * 1024;

    // Concurrent callbacks per provider; each may hold a body in memory.
    private const int AtOnce = 32;

    // In addition to Kestrel's minimum data rate, which would let a megabyte take an hour.
    private static readonly TimeSpan BodyTimeout = TimeSpan.FromSeconds(10);

    // Invalid requests must not flood the log.
    private static readonly TimeSpan LogPause = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _places = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Provider, string Reason), DateTimeOffset> _logged = new();

    public async Task AnswerAsync(HttpContext context, string provider)
    {
        var begun = time.GetTimestamp();
        var (result, known) = (CallbackResult.Failed, false);
        try
        {
            // The same response for all of these, so that callers cannot find out which providers exist.
            if (Takes(provider) is not var (map, reference))
            {
                result = CallbackResult.UnknownProvider;
            }
            else
            {
                known = true;
                result = await TakeAsync(context, provider, map, reference);
            }
            Answer(context, result);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            result = CallbackResult.Aborted;
        }
        catch (BadHttpRequestException e)
        {
            Answer(context, result = CallbackResult.Broken(e.StatusCode));
        }
        catch (IOException)
        {
            // The connection broke while the body was being read.
            Answer(context, result = CallbackResult.Broken(StatusCodes.Status400BadRequest));
        }
        catch (Exception e)
        {
            LogFailed(e);
            Answer(context, result = CallbackResult.Failed);
        }
        finally
        {
            WebhookMetrics.CalledBack(known ? provider : "unknown", result.Label, time.GetElapsedTime(begun));
        }
    }

    private (ActionMap Map, CallbackSecretReference Secret)? Takes(string provider) =>
        providers.Cached(provider) is { Metadata.Unreadable: null, Spec.Video.CallbackSecretRef: { } reference } found && maps.Of(found) is { Actions.Callback: not null } map
            ? (map, reference)
            : null;

    private async Task<CallbackResult> TakeAsync(HttpContext context, string provider, ActionMap map, CallbackSecretReference reference)
    {
        var places = _places.GetOrAdd(provider, _ => new(AtOnce));
        if (!await places.WaitAsync(0, context.RequestAborted)) return CallbackResult.Busy;
        try
        {
            var body = await BodyAsync(context);
            if (await secrets.GetAsync(provider, reference, context.RequestAborted) is not { } keys) return CallbackResult.Unavailable;
            if (keys.Count == 0) return CallbackResult.NoSecret;
            var verdict = CallbackSignature.Verify(map.Actions.Callback!, keys, name => Header(context, name), body, time.GetUtcNow());
            if (verdict.IsGenuine) return Take(provider, map, body, verdict);
            Refused(provider, verdict.Reason ?? "mismatch");
            return CallbackResult.Unverified(verdict.Reason);
        }
        finally
        {
            places.Release();
        }
    }

    private CallbackResult Take(string provider, ActionMap map, ReadOnlyMemory<byte> body, CallbackVerdict verdict)
    {
        var subject = default(VideoActions.Answers.CallbackSubject);
        try
        {
            subject = map.ReadCallback(body);
        }
        catch (ActionException e)
        {
            LogUnreadable(provider, e.Message);
            return CallbackResult.Unreadable;
        }
        var id = EventId.Of(subject.EventId ?? verdict.Id, body.Span);
        if (seen.Contains(provider, id)) return CallbackResult.Duplicate;
        var found = AssetIndex.Find(assets, provider, subject);
        foreach (var asset in found)
        {
            if (asset.GetAnnotation(Api.Common.Annotations.Callback) == id) continue;
            if (!queue.TryAdd(new(NamespacedName.Of(asset), id))) return CallbackResult.Busy;
        }
        // Only now: a callback that was refused as Busy is sent again.
        seen.Add(provider, id);
        return found.Count > 0 ? CallbackResult.Accepted : CallbackResult.UnknownAsset;
    }

    private async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = BodyLimit;
        using var slow = new CancellationTokenSource(BodyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, context.RequestAborted);
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, either.Token);
        }
        catch (OperationCanceledException) when (slow.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException("the body takes too long", StatusCodes.Status408RequestTimeout);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private void Refused(string provider, string reason)
    {
        var now = time.GetUtcNow();
        if (_logged.TryGetValue((provider, reason), out var last) && now - last < LogPause) return;
        _logged[(provider, reason)] = now;
        LogRefused(provider, reason);
    }

    private static string? Header(HttpContext context, string name) =>
        context.Request.Headers.TryGetValue(name, out var values) ? string.Join(',', (IEnumerable<string?>)values) : null;

    private static void Answer(HttpContext context, CallbackResult result)
    {
        if (context.Response.HasStarted) return;
        context.Response.StatusCode = result.Status;
        if (result.Status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "5";
    }
}
