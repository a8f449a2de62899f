namespace Onair.Aws.Http;

/// <summary>
/// Reads bodies before the response is returned. Until then <see cref="HttpClient.Timeout"/> holds, which
/// <see cref="HttpCompletionOption.ResponseHeadersRead"/>, the SDK's way, would end with the headers
/// (learn.microsoft.com/dotnet/api/system.net.http.httpclient.timeout); and the SDK's unmarshallers, which read synchronously, never wait for
/// the network.
/// </summary>
/// <param name="policy">Which bodies are read.</param>
/// <param name="idle">How long one read of another body may take.</param>
/// <param name="time">The clock.</param>
internal sealed class BodyDeadline(BodyPolicy policy, TimeSpan idle, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            if (policy == BodyPolicy.Objects && IsObject(request, response))
                response.Content = await IdleContent.OfAsync(response.Content, idle, time, cancellationToken);
            else await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // S3's own documents, lists and errors, are XML; Onair stores none.
    private static bool IsObject(HttpRequestMessage request, HttpResponseMessage response) =>
        request.Method == HttpMethod.Get && response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType is not ("application/xml" or "text/xml");
}
