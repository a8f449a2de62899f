using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Onair.Recordings.Cutting;

namespace Onair.Tests.Integration.Splitter;

/// <summary>Where a proxy stops: requests of a kind pass until enough have, and the next one waits for ever.</summary>
/// <param name="of">Which requests.</param>
/// <param name="after">How many pass.</param>
/// <param name="holdAnswer">The store has the one that waits, only its answer does not come.</param>
internal sealed class Gate(Func<HttpRequest, bool> of, int after, bool holdAnswer = false)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _passed;

    /// <summary>One waits.</summary>
    public Task Reached => _reached.Task;

    public bool HoldsAnswer => holdAnswer;

    public bool Stops(HttpRequest request) => of(request) && Interlocked.Increment(ref _passed) > after;

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

/// <summary>Between the worker and the store: stops at a gate, or cuts answers off.</summary>
internal sealed class GatedProxy : IAsyncDisposable
{
    private const int CutAnswers = 2;

    private readonly Gate _gate;
    private readonly long _cutAt;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false });
    private readonly WebApplication _app;
    private Uri _store = new("http://none");
    private int _cuts;

    private GatedProxy(Gate gate, long cutAt)
    {
        (_gate, _cutAt) = (gate, cutAt);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        _app = builder.Build();
        _app.Run(PassAsync);
    }

    /// <summary>How many answers were cut off.</summary>
    public int Cuts => Math.Min(CutAnswers, _cuts);

    public static async Task<GatedProxy> StartAsync(Gate gate, long cutAt = long.MaxValue)
    {
        var proxy = new GatedProxy(gate, cutAt);
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>The plan with all URLs leading here.</summary>
    public CutPlan Through(CutPlan plan)
    {
        _store = plan.Pieces[0].Url;
        var here = new Uri(_app.Urls.Single());
        return plan with
        {
            Pieces = [.. plan.Pieces.Select(p => p with { Url = Moved(p.Url) })],
            Output = plan.Output with { Parts = [.. plan.Output.Parts.Select(Moved)] },
        };

        Uri Moved(Uri url) => new(here, url.PathAndQuery);
    }

    public async ValueTask DisposeAsync()
    {
        using (var now = new CancellationTokenSource(TimeSpan.Zero)) await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var stops = _gate.Stops(context.Request);
        if (stops && !_gate.HoldsAnswer)
        {
            await _gate.WaitAsync(context.RequestAborted);
            return;
        }

        using var answer = await _http.SendAsync(Request(context.Request), HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        if (stops) await _gate.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentLength = answer.Content.Headers.ContentLength;
        if (answer.Content.Headers.ContentLength > _cutAt && Interlocked.Increment(ref _cuts) <= CutAnswers)
        {
            var some = new byte[_cutAt];
            await (await answer.Content.ReadAsStreamAsync(context.RequestAborted)).ReadExactlyAsync(some, context.RequestAborted);
            await context.Response.Body.WriteAsync(some, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private HttpRequestMessage Request(HttpRequest from)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(_store, $"{from.Path.ToUriComponent()}{from.QueryString}"));
        foreach (var name in new[] { "Range", "If-Match" })
            if (from.Headers.TryGetValue(name, out var value)) request.Headers.TryAddWithoutValidation(name, value.ToString());
        if (from.ContentLength is not { } length) return request;
        request.Content = new StreamContent(from.Body);
        request.Content.Headers.ContentLength = length;
        return request;
    }
}
