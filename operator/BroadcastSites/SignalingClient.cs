using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Onair.Operator.BroadcastSites;

/// <summary>Asks the signaling service about a site.</summary>
internal sealed class SignalingClient(OperatorOptions options) : IDisposable
{
    private const long LargestAnswer = 1024 * 1024;

    // Its replicas come and go, so a name is looked up anew from time to time. It gets a token, which must go nowhere else.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <summary>What the service knows of a site; null while it does not serve it.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public Task<SignalingSite?> SiteAsync(string path, CancellationToken cancellationToken) => GetAsync($"/internal/sites/{path}", SignalingClientJson.Default.SignalingSite, cancellationToken);

    /// <summary>What happened on a site after an event, the oldest first.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task<IReadOnlyList<SignalingEvent>> EventsAsync(string path, long after, int limit, CancellationToken cancellationToken)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"/internal/sites/{path}/events?after={after}&limit={limit}");
        return (await GetAsync(query, SignalingClientJson.Default.SignalingEventPage, cancellationToken))?.Events ?? [];
    }

    public void Dispose() => _http.Dispose();

    private async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Signaling.Url + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Signaling.Token);
        using var answer = await _http.SendAsync(request, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(cancellationToken), type);
    }
}

/// <summary>What the service knows of a site.</summary>
internal sealed record SignalingSite(int Broadcasts, int Viewers, string? ScriptPath, string? Integrity, string? Problem, string? Reason = null);

/// <summary>What happened on a site.</summary>
internal sealed record SignalingEventPage(IReadOnlyList<SignalingEvent>? Events);

/// <summary>Something that happened on a site.</summary>
internal sealed record SignalingEvent(long Number, string Type, DateTimeOffset Time, string Broadcast, string User, string? Viewer, string? Reason, double? Seconds);

/// <summary>Source-generated JSON of the service's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SignalingSite))]
[JsonSerializable(typeof(SignalingEventPage))]
internal sealed partial class SignalingClientJson : JsonSerializerContext;
