using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Onair.Tests.Integration.Operator;

/// <summary>
/// Stands between the operator and the emulator. It counts the calls, and can lose an answer: the operation had its effect,
/// and the operator never hears of it. The Host header passes unchanged, because the signature covers it.
/// </summary>
internal sealed class AwsProxy : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Operation, string Path)> _calls = [];
    private readonly ConcurrentDictionary<string, Loss> _losses = new(StringComparer.Ordinal);
    private readonly HttpMessageInvoker _emulator = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly string _target;
    private volatile Failures _failures = new("", 0, new Random(0));
    private readonly WebApplication _app;

    private AwsProxy(string target)
    {
        _target = target;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>Told of each call before it is passed on: the operation, the path with its query, and the body.</summary>
    public Action<string, string, byte[]>? Heard { get; set; }

    public static async Task<AwsProxy> StartAsync(string target)
    {
        var proxy = new AwsProxy(target);
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>The calls from now on.</summary>
    public CallLog Watch()
    {
        var before = _calls.Count;
        return new(() => [.. _calls.Skip(before)]);
    }

    /// <summary>Loses the next answer of an operation that succeeded.</summary>
    /// <param name="operation">Such as <c>medialive:CreateChannel</c>.</param>
    /// <param name="how">What the operator gets instead.</param>
    /// <param name="first">Done when the answer has come, before anything of it could be passed on.</param>
    /// <returns>Ends when it is lost.</returns>
    public Task LoseAnswer(string operation, Lost how, Func<Task>? first = null)
    {
        var loss = new Loss(how, first ?? (() => Task.CompletedTask));
        _losses[operation] = loss;
        return loss.Over.Task;
    }

    /// <summary>Does something between the next success of an operation and its answer.</summary>
    /// <param name="operation">Such as <c>mux:CreateAsset</c>.</param>
    /// <param name="first">Done before anything of the answer is passed on.</param>
    /// <returns>Ends when it is done.</returns>
    public Task BeforeAnswer(string operation, Func<Task> first)
    {
        var pause = new Loss(null, first);
        _losses[operation] = pause;
        return pause.Over.Task;
    }

    /// <summary>From now on, some calls fail: half of them before they have their effect, half after it.</summary>
    /// <param name="prefix">Which operations, e.g. <c>mux:</c>.</param>
    /// <param name="rate">How many of them, from 0 to 1.</param>
    /// <param name="seed">Decides which.</param>
    public void Fail(string prefix, double rate, int seed) => _failures = new(prefix, rate, new Random(seed));

    /// <summary>From now on nobody answers calls of these operations; an empty prefix ends that.</summary>
    public void Cut(string prefix) => Fail(prefix, prefix.Length > 0 ? 1 : 0, 0);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _emulator.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var (request, raw) = (context.Request, context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        byte[] sent;
        try
        {
            sent = await ReadAsync(request);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The operator went away.
            return;
        }
        var operation = AwsOperations.NameOf(request.Method, raw, request.Headers.Authorization.ToString(), request.Headers["X-Amz-Target"].ToString(), sent);
        _calls.Enqueue((operation, raw));
        Heard?.Invoke(operation, raw, sent);
        var failure = _failures.Next(operation);
        if (failure is Failure.Before)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            using var forward = Forwardable(request, raw, sent);
            using var answer = await _emulator.SendAsync(forward, CancellationToken.None);
            var body = await answer.Content.ReadAsByteArrayAsync();
            if (failure is Failure.After)
            {
                context.Abort();
                return;
            }

            if (answer.IsSuccessStatusCode && _losses.TryRemove(operation, out var loss))
            {
                await loss.First();
                loss.Over.TrySetResult();
                if (loss.How == Lost.Cut) context.Abort();
                else if (loss.How == Lost.InternalError) context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                if (loss.How is not null) return;
            }
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Transfer-Encoding" or "Connection")))
                context.Response.Headers[header.Key] = header.Value.ToArray();
            if (request.Method != HttpMethods.Head) await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            context.Abort();
        }
        catch (OperationCanceledException)
        {
            // The operator went away.
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.ToArray();
    }

    private HttpRequestMessage Forwardable(HttpRequest request, string raw, byte[] body)
    {
        // Signed as it stands: a path that is written differently is another path.
        var address = new Uri(_target + raw, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var forward = new HttpRequestMessage(new HttpMethod(request.Method), address);
        // A signed Content-Type is sent with an empty body too.
        if (body.Length > 0 || request.ContentType is not null) forward.Content = new ByteArrayContent(body);
        foreach (var header in request.Headers.Where(h => h.Key is not ("Content-Length" or "Transfer-Encoding" or "Connection" or "Expect")))
        {
            if (!forward.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
                forward.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        }
        return forward;
    }

    private enum Failure
    {
        None,
        Before,
        After,
    }

    private sealed record Failures(string Prefix, double Rate, Random Random)
    {
        public Failure Next(string operation)
        {
            if (Rate <= 0 || !operation.StartsWith(Prefix, StringComparison.Ordinal)) return Failure.None;
            lock (Random) return Random.NextDouble() >= Rate ? Failure.None : Rate < 1 && Random.Next(2) == 0 ? Failure.After : Failure.Before;
        }
    }

    private sealed record Loss(Lost? How, Func<Task> First)
    {
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>What comes instead of an answer.</summary>
public enum Lost
{
    /// <summary>The connection ends.</summary>
    Cut,

    /// <summary>Status 500.</summary>
    InternalError,
}
