using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Onair.Relays;

namespace Onair.Gateway.Relays;

/// <summary>Asks the pods of relays. They read other people's streams, so their answers are small, come soon, and lead nowhere else.</summary>
internal sealed class RelayClient(RelaySettings settings) : IDisposable
{
    private const int LargestReport = 16 * 1024;

    // Two seconds at a rate that no camera has.
    private const long LargestFile = 64 * 1024 * 1024;

    // A pod is in the same network; one that is busy is asked again soon.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = Limit,
        MaxResponseHeadersLength = 16,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LargestReport,
    };

    /// <summary>How a relay is doing; null when it does not answer.</summary>
    public async Task<RelayReport?> ReportAsync(string address, CancellationToken cancellationToken)
    {
        using var limit = Within(cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(await _http.GetByteArrayAsync(Url(address, "/status"), limit.Token), RelayJson.Default.RelayReport);
        }
        catch (Exception e) when (IsNoAnswer(e, cancellationToken))
        {
            return null;
        }
    }

    /// <summary>Tells a relay what to read. Without an answer, the next viewer tells it again.</summary>
    public async Task OrderAsync(string address, string url, CancellationToken cancellationToken)
    {
        using var limit = Within(cancellationToken);
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new RelayOrder(url), RelayJson.Default.RelayOrder));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await _http.PostAsync(Url(address, "/order"), content, limit.Token);
        }
        catch (Exception e) when (IsNoAnswer(e, cancellationToken))
        {
            // It starts.
        }
    }

    /// <summary>Copies a file of a relay into a response, or answers 404 when there is none.</summary>
    public async Task CopyAsync(string address, string file, HttpResponse response, CancellationToken cancellationToken)
    {
        using var limit = Within(cancellationToken);
        try
        {
            using var answer = await _http.GetAsync(Url(address, $"/live/{file}"), HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentLength is not { } length || length > LargestFile)
            {
                response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            response.ContentType = RelayFiles.TypeOf(file);
            response.ContentLength = length;
            // A viewer may be slow: only the beginning of the answer has a limit.
            await answer.Content.CopyToAsync(response.Body, cancellationToken);
        }
        catch (Exception e) when (!response.HasStarted && IsNoAnswer(e, cancellationToken))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static CancellationTokenSource Within(CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        return limit;
    }

    private static bool IsNoAnswer(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private Uri Url(string address, string path) =>
        new($"http://{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{settings.Port.ToString(CultureInfo.InvariantCulture)}{path}");
}
