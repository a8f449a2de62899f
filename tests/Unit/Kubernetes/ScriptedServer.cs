using System.Collections.Concurrent;
using System.Net;
using k8s;
using k8s.Authentication;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Unit.Kubernetes;

/// <summary>An API server that answers what the test says, request by request, and remembers what it was asked.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<HttpRequestMessage, HttpResponseMessage>> _answers = [];

    public ConcurrentQueue<string> Requests { get; } = [];

    public KubernetesClient Client(TimeProvider time, ITokenProvider? token = null) =>
        new(new KubernetesClientConfiguration { Host = "https://server.example/", TokenProvider = token }, this, time);

    public ScriptedServer Answer(string body, HttpStatusCode code = HttpStatusCode.OK, int? retryAfter = null)
    {
        _answers.Enqueue(_ =>
        {
            var response = new HttpResponseMessage(code) { Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")) };
            if (retryAfter is { } seconds) response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
            return response;
        });
        return this;
    }

    public ScriptedServer Answer(HttpContent body)
    {
        _answers.Enqueue(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = body });
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery} {request.Headers.Authorization}".TrimEnd());
        if (_answers.TryDequeue(out var answer)) return answer(request);
        // Nothing more to say: the connection stays open.
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException();
    }
}
