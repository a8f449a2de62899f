using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Onair.Tests.Integration.EveryKind;

/// <summary>Stands between the operator and the API server, and records what it asks and which statuses it has written.</summary>
internal sealed class ApiRecorder : IAsyncDisposable
{
    private readonly Action<RecordedCall> _heard;
    private readonly Action<JsonObject> _written;
    private readonly HttpMessageInvoker _server;
    private readonly string _target;
    private readonly WebApplication _app;
    private readonly string _kubeconfig = Path.GetTempFileName();

    private ApiRecorder(ControlPlane plane, Action<RecordedCall> heard, Action<JsonObject> written)
    {
        (_heard, _written, _target) = (heard, written, $"https://127.0.0.1:{plane.ApiServerPort}");
        _server = new HttpMessageInvoker(ApiAccess.Handler(plane));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = null);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>Starts it.</summary>
    /// <param name="plane">The API server.</param>
    /// <param name="heard">Told of each call before it is passed on.</param>
    /// <param name="written">Told of each object whose status was written.</param>
    public static async Task<ApiRecorder> StartAsync(ControlPlane plane, Action<RecordedCall> heard, Action<JsonObject> written)
    {
        var recorder = new ApiRecorder(plane, heard, written);
        await recorder._app.StartAsync();
        return recorder;
    }

    /// <summary>A kubeconfig that leads here.</summary>
    public async Task<string> KubeconfigAsync()
    {
        await File.WriteAllTextAsync(_kubeconfig, $$$"""
            apiVersion: v1
            kind: Config
            current-context: recorded
            clusters: [{name: recorded, cluster: {server: "{{{_app.Urls.Single()}}}"} }]
            contexts: [{name: recorded, context: {cluster: recorded, user: admin, namespace: default}}]
            users: [{name: admin, user: {token: "{{{ControlPlane.AdminToken}}}"} }]
            """);
        return _kubeconfig;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(0);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _server.Dispose();
        File.Delete(_kubeconfig);
    }

    private async Task ServeAsync(HttpContext context)
    {
        try
        {
            await PassOnAsync(context);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            // One of both sides went away.
            context.Abort();
        }
    }

    private async Task PassOnAsync(HttpContext context)
    {
        var (request, raw) = (context.Request, context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        var isOfMetadata = request.Headers.Accept.ToString().Contains("PartialObjectMetadata", StringComparison.Ordinal);
        _heard(RecordedCall.OfKubernetes(isOfMetadata ? "GET metadata" : request.Method, raw, Encoding.UTF8.GetString(body.ToArray())));
        using var forward = new HttpRequestMessage(new HttpMethod(request.Method), _target + raw);
        if (body.Length > 0) forward.Content = new ByteArrayContent(body.ToArray());
        foreach (var header in request.Headers.Where(h => h.Key is not ("Host" or "Content-Length" or "Transfer-Encoding" or "Connection" or "Accept-Encoding")))
        {
            if (!forward.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray())) forward.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        }

        using var answer = await _server.SendAsync(forward, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Transfer-Encoding" or "Connection")))
            context.Response.Headers[header.Key] = header.Value.ToArray();
        await using var content = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
        if (request.Method is "PATCH" or "PUT" && raw.Split('?')[0].EndsWith("/status", StringComparison.Ordinal) && answer.IsSuccessStatusCode)
        {
            using var whole = new MemoryStream();
            await content.CopyToAsync(whole, context.RequestAborted);
            if (JsonNode.Parse(whole.ToArray()) is JsonObject written) _written(written);
            await context.Response.Body.WriteAsync(whole.ToArray(), context.RequestAborted);
            return;
        }

        // A watch is passed on as it comes.
        var buffer = new byte[64 * 1024];
        await context.Response.StartAsync(context.RequestAborted);
        for (int read; (read = await content.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
