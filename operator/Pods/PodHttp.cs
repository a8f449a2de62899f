using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Onair.Operator.Pods;

/// <summary>
/// Asks pods. A tenant can write an owner into a pod of their own, so a pod is a stranger nevertheless: its redirects are not followed, its
/// answers are small and come soon, and it is sent no credentials.
/// </summary>
internal sealed class PodHttp : IDisposable
{
    private const int LargestAnswer = 256 * 1024;

    // A pod is in the same network; one that is busy is asked again soon.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = Limit,
        MaxResponseHeadersLength = 16,
    })
    {
        Timeout = Limit,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <summary>What a pod says at a path; null when it does not answer as asked.</summary>
    public async Task<T?> GetAsync<T>(OwnedPod pod, int port, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var host = pod.Address.Contains(':', StringComparison.Ordinal) ? $"[{pod.Address}]" : pod.Address;
        try
        {
            // Any status but 2xx throws, a redirect's as well; so does a longer answer.
            return JsonSerializer.Deserialize(await _http.GetByteArrayAsync(new Uri($"http://{host}:{port}{path}"), cancellationToken), type);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
