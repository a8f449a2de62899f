using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Onair.Api.EventSinks;
using Onair.Events.Formats;
using Onair.Events.Signing;
using Onair.Guard;

namespace Onair.Operator.EventSinks.Requests;

/// <summary>Sends requests to one receiver, as its spec has it.</summary>
internal sealed class SinkClient : IDisposable
{
    private const int MostErrorBytes = 4096;
    private static readonly HashSet<string> Schemes = ["http", "https"];
    private static readonly ProductInfoHeaderValue Agent = new("onair", typeof(SinkClient).Assembly.GetName().Version?.ToString(3));

    private readonly EventSinkSpec _spec;
    private readonly AddressRules _rules;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <param name="spec">The EventSink.</param>
    /// <param name="rules">Where it may be.</param>
    /// <param name="time">The clock of timeouts and of signatures.</param>
    /// <param name="resolver">Null for the system's.</param>
    public SinkClient(EventSinkSpec spec, AddressRules rules, TimeProvider time, HostResolver? resolver)
    {
        (_spec, _rules, _time) = (spec, rules, time);
        _http = new(GuardedHttp.CreateHandler(rules, resolver, Authorities(spec.CaBundle))) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>One attempt.</summary>
    public async Task<SinkOutcome> SendAsync(string sink, SinkRequest request, SinkSecrets secrets, CancellationToken cancellationToken)
    {
        if (GuardedUrl.Check(_spec.Url, Schemes, _rules) is { } rule)
            return new(SinkOutcomeKind.Failed, "Refused", $"spec.url: {rule}") { Outage = true };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_spec.TimeoutSeconds), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var start = _time.GetTimestamp();
        try
        {
            using var message = Message(request, secrets);
            using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var text = answer.IsSuccessStatusCode ? "" : await BeginningAsync(answer, both.Token);
            return SinkOutcomes.Of(answer.StatusCode, answer.Headers.RetryAfter, secrets.Redacted(text), _time.GetUtcNow());
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return SinkOutcomes.Of(e);
        }
        finally
        {
            SinkMetrics.Requested(sink, _time.GetElapsedTime(start));
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

    private HttpRequestMessage Message(SinkRequest request, SinkSecrets secrets)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, _spec.Url) { Content = new ByteArrayContent(request.Body) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        message.Headers.UserAgent.Add(Agent);
        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
        message.Headers.TryAddWithoutValidation("webhook-id", request.Id);
        if (secrets.Keys.Count > 0)
        {
            var now = _time.GetUtcNow();
            message.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            message.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Sign(secrets.Keys, request.Id, now, request.Body));
        }
        if (secrets.Token is { } token) message.Headers.Authorization = new("Bearer", token);
        return message;
    }

    // What a receiver says of a failure is for people; a page or a stream without end is not read.
    private static async Task<string> BeginningAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostErrorBytes];
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            return Encoding.UTF8.GetString(buffer, 0, await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The status has been said, whatever became of the rest.
            return "";
        }
    }
}
