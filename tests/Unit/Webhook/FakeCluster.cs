using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Webhook.MediaProviders;

namespace Onair.Tests.Unit.Webhook;

/// <summary>
/// An API server that has providers, streams, splits, assets and Secrets, and whose watches stay silent: a cache filled from it is behind for good.
/// </summary>
internal sealed class FakeCluster : HttpMessageHandler, IAsyncDisposable
{
    private const int PageSize = 2;
    private readonly CancellationTokenSource _end = new();
    private Task _informing = Task.CompletedTask;

    public List<MediaProvider> Providers { get; private init; } = [];

    public List<LiveStream> Streams { get; } = [];

    public List<IvsChannel> Channels { get; } = [];

    public List<ArchiveSplit> Splits { get; } = [];

    public List<VideoAsset> Assets { get; } = [];

    /// <summary>Secrets by namespace/name.</summary>
    public ConcurrentDictionary<string, V1Secret> Secrets { get; } = new();

    /// <summary>The patches of VideoAssets, as path and body.</summary>
    public ConcurrentQueue<(string Path, string Body)> Patches { get; } = new();

    /// <summary>The users who may do everything in the cluster.</summary>
    public HashSet<string> Administrators { get; } = [];

    /// <summary>The SubjectAccessReviews, as the API server got them.</summary>
    public ConcurrentQueue<V1SubjectAccessReview> AccessReviews { get; } = new();

    /// <summary>How often Secrets were asked for.</summary>
    public int SecretReads;

    /// <summary>Patches wait for it.</summary>
    public Task PatchGate { get; set; } = Task.CompletedTask;

    /// <summary>What the next patches are answered with, before they succeed.</summary>
    public ConcurrentQueue<HttpStatusCode> PatchFailures { get; } = new();

    /// <summary>Secrets are answered with this.</summary>
    public HttpStatusCode? SecretFailure { get; set; }

    /// <summary>Everything but watches is answered with this.</summary>
    public HttpStatusCode? Failure { get; set; }

    public static FakeCluster Of(params MediaProvider[] providers) => new() { Providers = [.. providers] };

    public KubernetesClient Client(TimeProvider? time = null) =>
        new(new KubernetesClientConfiguration { Host = "https://server.example/" }, this, time);

    /// <summary>Providers whose cache has what is there now, and nothing that comes later.</summary>
    public async Task<(Providers Providers, KubernetesClient Client)> StartAsync()
    {
        var client = Client();
        var cache = new Informer<MediaProvider>(client, OnairResources.MediaProviders);
        _informing = Task.WhenAll(_informing, cache.RunAsync(_end.Token));
        await cache.WaitForSyncAsync(CancellationToken.None);
        return (new(cache, client), client);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _informing;
        _end.Dispose();
        Dispose();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = request.RequestUri!.Query;
        if (query.Contains("watch=true", StringComparison.Ordinal)) await Task.Delay(Timeout.Infinite, cancellationToken);
        if (Failure is { } code) return new(code);
        if (request.Method == HttpMethod.Patch) return await PatchAsync(request, cancellationToken);
        return request.RequestUri.AbsolutePath.Split('/') switch
        {
            [.., "subjectaccessreviews"] => await ReviewAccessAsync(request, cancellationToken),
            [.., "mediaproviders"] => Json(JsonSerializer.Serialize(Page(Providers, query), OnairResources.MediaProviders.ListTypeInfo)),
            [.., "livestreams"] => Json(JsonSerializer.Serialize(Page(Streams, query), OnairResources.LiveStreams.ListTypeInfo)),
            [.., "ivschannels"] => Json(JsonSerializer.Serialize(Page(Channels, query), OnairResources.IvsChannels.ListTypeInfo)),
            [.., "archivesplits"] => Json(JsonSerializer.Serialize(Page(Splits, query), OnairResources.ArchiveSplits.ListTypeInfo)),
            [.., "videoassets"] => Json(JsonSerializer.Serialize(Page(Assets, query), OnairResources.VideoAssets.ListTypeInfo)),
            [.., "archivesplits", var name] when Splits.FirstOrDefault(s => s.Metadata.Name == name) is { } split =>
                Json(JsonSerializer.Serialize(split, OnairResources.ArchiveSplits.TypeInfo)),
            [.., "namespaces", var ns, "secrets", var name] => Secret($"{ns}/{name}"),
            [.., "livestreams", var name] when Streams.FirstOrDefault(s => s.Metadata.Name == name) is { } stream =>
                Json(JsonSerializer.Serialize(stream, OnairResources.LiveStreams.TypeInfo)),
            [.., "mediaproviders", var name] when Providers.FirstOrDefault(p => p.Metadata.Name == name) is { } provider =>
                Json(JsonSerializer.Serialize(provider, OnairResources.MediaProviders.TypeInfo)),
            [.., var plural] when OnairResources.Kinds.Any(kind => kind.Plural == plural) => Json("""{"metadata":{"resourceVersion":"1"},"items":[]}"""),
            _ => new(HttpStatusCode.NotFound),
        };
    }

    private async Task<HttpResponseMessage> PatchAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await PatchGate.WaitAsync(cancellationToken);
        if (PatchFailures.TryDequeue(out var failure)) return new(failure);
        Patches.Enqueue((request.RequestUri!.AbsolutePath, await request.Content!.ReadAsStringAsync(cancellationToken)));
        return Json(JsonSerializer.Serialize(new VideoAsset(), OnairResources.VideoAssets.TypeInfo));
    }

    private async Task<HttpResponseMessage> ReviewAccessAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var type = BuiltInResources.SubjectAccessReviews.TypeInfo;
        var review = JsonSerializer.Deserialize(await request.Content!.ReadAsStringAsync(cancellationToken), type)!;
        AccessReviews.Enqueue(review);
        review.Status = new() { Allowed = Administrators.Contains(review.Spec.User) };
        return Json(JsonSerializer.Serialize(review, type));
    }

    private HttpResponseMessage Secret(string name)
    {
        Interlocked.Increment(ref SecretReads);
        return SecretFailure is { } failure ? new(failure)
            : Secrets.TryGetValue(name, out var secret) ? Json(JsonSerializer.Serialize(secret, BuiltInResources.Secrets.TypeInfo))
            : new(HttpStatusCode.NotFound);
    }

    private static ResourceList<T> Page<T>(List<T> all, string query)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var skipped = query.Split("continue=") is [_, var rest] ? int.Parse(rest.Split('&')[0], System.Globalization.CultureInfo.InvariantCulture) : 0;
        var hasMore = all.Count > skipped + PageSize;
        return new()
        {
            Metadata = new() { ResourceVersion = "1", ContinueProperty = hasMore ? $"{skipped + PageSize}" : null },
            Items = [.. all.Skip(skipped).Take(PageSize)],
        };
    }

    private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
}
