using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Onair.Tests.Unit.Aws.Loopback;

/// <summary>An HTTP server in this process that records what it gets and answers what the test says.</summary>
internal sealed class LoopbackService : IAsyncDisposable
{
    private readonly Server _server;
    private readonly Func<ReceivedRequest, Reply> _answer;
    private readonly List<ReceivedRequest> _requests = [];

    private LoopbackService(Server server, Func<ReceivedRequest, Reply> answer)
    {
        (_server, _answer) = (server, answer);
        server.Handle = AnswerAsync;
    }

    public string Url => _server.Url;

    public IReadOnlyList<ReceivedRequest> Requests => _requests;

    public static Task<LoopbackService> StartAsync(Reply reply) => StartAsync(_ => reply);

    public static async Task<LoopbackService> StartAsync(Func<ReceivedRequest, Reply> answer) => new(await Server.TakeAsync(), answer);

    public ValueTask DisposeAsync()
    {
        _server.Return();
        return ValueTask.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new ReceivedRequest(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        lock (_requests) _requests.Add(request);
        var reply = _answer(request);
        if (reply.Aborts)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers) context.Response.Headers[name] = value;
        if (reply.Body.Length > 0) await context.Response.Body.WriteAsync(reply.Body);
    }

    // Starting one takes most of a test's time, and there are hundreds of tests: a server that is free serves the next one.
    private sealed class Server
    {
        private static readonly ConcurrentBag<Server> Free = [];

        private readonly WebApplication _application;

        private Server()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _application = builder.Build();
            _application.Run(context => Handle(context));
        }

        public RequestDelegate Handle { get; set; } = _ => Task.CompletedTask;

        public string Url => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        public static async Task<Server> TakeAsync()
        {
            if (Free.TryTake(out var free)) return free;
            var server = new Server();
            await server._application.StartAsync();
            return server;
        }

        public void Return() => Free.Add(this);
    }
}
