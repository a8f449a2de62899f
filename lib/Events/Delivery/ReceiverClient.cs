using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Onair.Events.Formats;
using Onair.Events.Signing;
using Onair.Guard;

namespace Onair.Events.Delivery;

/// <summary>Sends requests to one receiver.</summary>
internal sealed class ReceiverClient : IDisposable
{
    private const int MaxErrorBytes = 4096;
    private static readonly HashSet<string> Schemes = ["http", "https"];
    private static readonly ProductInfoHeaderValue Agent = new("onair", typeof(ReceiverClient).Assembly.GetName().Version?.ToString(3));

    private readonly Destination _destination;
    private readonly AddressRules _rules;
    private readonly Action<TimeSpan> _requested;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <param name="destination">The receiver.</param>
    /// <param name="rules">Which addresses may be connected to.</param>
    /// <param name="requested">Hears of the end of each request, with its duration.</param>
    /// <param name="time">The clock of timeouts and signatures.</param>
    /// <param name="resolver">Null for the system's.</param>
    public ReceiverClient(Destination destination, AddressRules rules, Action<TimeSpan> requested, TimeProvider time, HostResolver? resolver)
    {
        (_destination, _rules, _requested, _time) = (destination, rules, requested, time);
        _http = new(GuardedHttp.CreateHandler(rules, resolver, Authorities(destination.CaBundle))) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>One attempt.</summary>
    public async Task<SendResult> SendAsync(SinkRequest request, Credentials credentials, CancellationToken cancellationToken)
    {
        if (GuardedUrl.Check(_destination.Url, Schemes, _rules) is { } rule)
            return new(SendResultKind.Failed, "Refused", $"{_destination.UrlSetting}: {rule}") { Outage = true };
        using var limit = new CancellationTokenSource(_destination.Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var start = _time.GetTimestamp();
        try
        {
            using var message = Message(request, credentials);
            using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var text = answer.IsSuccessStatusCode ? "" : await StartOfBodyAsync(answer, both.Token);
            return SendResult.Of(answer.StatusCode, answer.Headers.RetryAfter, credentials.Redacted(text), _time.GetUtcNow());
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return SendResult.Of(e, _destination.UrlSetting);
        }
        finally
        {
            _requested(_time.GetElapsedTime(start));
        }
    }

    public void Dispose() => _http.Dispose();

    private static X509Certificate2Collection? Authorities(string? pem)
    {
        if (pem is null) return null;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(pem);
        return authorities;
    }

    private HttpRequestMessage Message(SinkRequest request, Credentials credentials)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, _destination.Url) { Content = new ByteArrayContent(request.Body) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        message.Headers.UserAgent.Add(Agent);
        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
        message.Headers.TryAddWithoutValidation("webhook-id", request.Id);
        if (credentials.Keys.Count > 0)
        {
            var now = _time.GetUtcNow();
            message.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            message.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Sign(credentials.Keys, request.Id, now, request.Body));
        }
        if (credentials.Token is { } token) message.Headers.Authorization = new("Bearer", token);
        return message;
    }

    // The text of a failure is for people: a large or endless body is not read to its end.
    private static async Task<string> StartOfBodyAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxErrorBytes];
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            return Encoding.UTF8.GetString(buffer, 0, await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The status is known, with or without the text.
            return "";
        }
    }
}
