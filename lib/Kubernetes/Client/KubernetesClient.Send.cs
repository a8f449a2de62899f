using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Access;
using Onair.Kubernetes.Metrics;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Client;

public sealed partial class KubernetesClient
{
    private const int MaxAttempts = 5;
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(10);
    private static readonly MediaTypeWithQualityHeaderValue AcceptJson = new("application/json");

    private delegate TResult Parse<TResult>(ReadOnlySpan<byte> json);

    /// <summary>The object in the response, though a value in it may be unreadable.</summary>
    private Task<T> SendAsync<T>(ApiRequest request, ResourceType<T> type, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => SendAsync(
            request,
            json =>
            {
                var reader = new Utf8JsonReader(json);
                reader.Read();
                return type.Stamp(ObjectReader.Read(ref reader, type.TypeInfo));
            },
            cancellationToken);

    private Task<TResult> SendAsync<TResult>(ApiRequest request, JsonTypeInfo<TResult> typeInfo, CancellationToken cancellationToken) =>
        SendAsync(request, json => JsonSerializer.Deserialize(json, typeInfo) ?? throw new JsonException("the server returned null"), cancellationToken);

    private Task<TResult> SendAsync<TResult>(ApiRequest request, Parse<TResult> parse, CancellationToken cancellationToken) =>
        SendAsync(request, async (content, token) => parse(await content.ReadAsByteArrayAsync(token)), cancellationToken);

    private async Task<TResult> SendAsync<TResult>(ApiRequest request, Func<HttpContent, CancellationToken, Task<TResult>> read, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(RequestTimeout, _time);
        await using var registration = cancellationToken.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), limit);
        try
        {
            using var response = await SendAsync(request, limit.Token);
            return await read(response.Content, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{request.Verb} {request.Path}: no response within {RequestTimeout.TotalSeconds} s");
        }
        catch (JsonException e)
        {
            throw new ApiException($"{request.Verb} {request.Path}: the response cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A successful response, its body unread. Retries with new credentials after a 401, and after the server's
    /// Retry-After while it sheds load: such a request was not started.</summary>
    private async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var authorization = _token is null ? null : await _token.GetAuthenticationHeaderAsync(cancellationToken);
            using var message = Message(request, authorization);
            HttpResponseMessage response;
            try
            {
                response = await _http.SendAsync(message, cancellationToken);
            }
            catch (HttpRequestException)
            {
                Count(request, "error");
                throw;
            }
            Count(request, CodeText(response.StatusCode));
            if (response.IsSuccessStatusCode) return response;
            using (response)
            {
                if (response.StatusCode == HttpStatusCode.Unauthorized && attempt == 1 && _token is RenewableToken token)
                {
                    await token.RenewAsync(authorization, cancellationToken);
                    continue;
                }
                var error = await ErrorAsync(request, response, cancellationToken);
                if (attempt >= MaxAttempts || !IsLoadShedding(response.StatusCode) || response.Headers.RetryAfter is null || error.RetryAfter > MaxRetryAfter) throw error;
                await Task.Delay(error.RetryAfter ?? TimeSpan.FromSeconds(1), _time, cancellationToken);
            }
        }
    }

    private static bool IsLoadShedding(HttpStatusCode code) => code is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;

    private static async Task<ApiException> ErrorAsync(ApiRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        V1Status? status = null;
        if (response.Content.Headers.ContentType?.MediaType == "application/json")
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            try
            {
                status = await JsonSerializer.DeserializeAsync(body, KubernetesJsonContext.Default.V1Status, cancellationToken);
            }
            catch (JsonException)
            {
                // A proxy between us and the server responded; only the HTTP status is known.
            }
        }
        return new ApiException($"{request.Verb} {request.Path}", response.StatusCode, status, response.Headers.RetryAfter?.Delta);
    }

    private HttpRequestMessage Message(ApiRequest request, AuthenticationHeaderValue? authorization)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(_host, request.Path));
        message.Headers.TryAddWithoutValidation("User-Agent", Configuration.UserAgent);
        message.Headers.Accept.Add(request.Accept ?? AcceptJson);
        message.Headers.Authorization = authorization;
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(request.Body);
            message.Content.Headers.ContentType = request.ContentType;
        }
        return message;
    }

    private static void Count(ApiRequest request, string code) =>
        KubernetesMetrics.Requests.Add(1, new("verb", request.Verb), new("resource", request.Resource), new("code", code));

    private static string CodeText(HttpStatusCode code) => code switch
    {
        HttpStatusCode.OK => "200",
        HttpStatusCode.Created => "201",
        HttpStatusCode.NotFound => "404",
        HttpStatusCode.Conflict => "409",
        _ => ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
