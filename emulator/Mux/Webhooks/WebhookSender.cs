using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;

namespace Onair.Emulator.Mux.Webhooks;

/// <summary>Delivers events, several at a time, and retries each until the receiver returns 2xx.</summary>
internal sealed partial class WebhookSender(EventQueue queue, WebhookTarget target, TimeProvider time, ILogger<WebhookSender> logger) : BackgroundService
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // The minimum delay: a failing receiver is not flooded even when delays are scaled to 0.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var news = queue.NewsAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var due = queue.Due(out var next);
            foreach (var row in due)
            {
                if (_running.Count >= AtOnce) break;
                if (!_running.ContainsKey(row.Id)) _running[row.Id] = DeliverAsync(row, stoppingToken);
            }

            List<Task> reasons = [news];
            if (next is { } moment) reasons.Add(Task.Delay(Longest(moment - time.GetUtcNow()), time, stoppingToken));
            await Task.WhenAny(reasons);
            if (!news.IsCompleted) continue;
            await news;
            news = queue.NewsAsync(stoppingToken);
        }
    }

    private static TimeSpan Longest(TimeSpan wait) => wait > ShortestWait ? wait : ShortestWait;

    private async Task DeliverAsync(MuxEvent row, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            var (url, secret, _) = target.Current;
            var body = row.Body().ToJsonString();
            using var request = new HttpRequestMessage(HttpMethod.Post, url);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(body, secret, time.GetUtcNow()));
            var status = await SendAsync(request, row.Type, cancellationToken);
            queue.Tried(row.Id, new(Guid.NewGuid().ToString(), time.GetUtcNow(), url, status));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The next process delivers it.
        }
        catch (Exception e)
        {
            // Nobody awaits a delivery: an unhandled exception would go unnoticed.
            LogBroken(e, row.Type);
            queue.Tried(row.Id, new(Guid.NewGuid().ToString(), time.GetUtcNow(), target.Current.Url, null));
        }
        finally
        {
            _running.TryRemove(row.Id, out _);
            queue.Wake();
        }
    }

    private async Task<int?> SendAsync(HttpRequestMessage request, string type, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode) LogRefused(type, (int)answer.StatusCode);
            return (int)answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUndelivered(type, e.Message);
            return null;
        }
    }

    [LoggerMessage(65, LogLevel.Warning, "The receiver returned {Status} for event {Type}")]
    private partial void LogRefused(string type, int status);

    [LoggerMessage(66, LogLevel.Warning, "Event {Type} was not delivered: {Reason}")]
    private partial void LogUndelivered(string type, string reason);

    [LoggerMessage(67, LogLevel.Error, "Event {Type} could not be delivered")]
    private partial void LogBroken(Exception exception, string type);
}
