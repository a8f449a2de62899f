using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WidgetOperator;

/// <summary>The cloud of the contract.</summary>
public sealed class Cloud(Uri url) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null });

    public Task<CloudWidget> DescribeAsync(string id, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, id, null, WidgetContext.Default.CloudWidget, cancellationToken);

    public Task<CloudAccepted> PutAsync(string id, CloudWish wish, CancellationToken cancellationToken) => SendAsync(HttpMethod.Put, id, wish, WidgetContext.Default.CloudAccepted, cancellationToken);

    public Task<CloudState> StateAsync(string id, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, id + "/state", null, WidgetContext.Default.CloudState, cancellationToken);

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(url, "v1/widgets/" + id));
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(HttpMethod method, string path, CloudWish? wish, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(url, "v1/widgets/" + path));
        if (wish is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(wish, WidgetContext.Default.CloudWish));
            request.Content.Headers.ContentType = new("application/json");
        }
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return (await JsonSerializer.DeserializeAsync(body, type, cancellationToken))!;
    }
}
