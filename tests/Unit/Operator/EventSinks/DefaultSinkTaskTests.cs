using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using k8s;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Events;
using Onair.Operator.EventSinks;
using Onair.Tests.Unit.Kubernetes.Secrets;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>The task before an API server that keeps what it is given.</summary>
public sealed class DefaultSinkTaskTests
{
    private const string Sink = "/apis/onair.dev/v1alpha1/namespaces/onair-system/eventsinks/downstream";
    private const string Secret = "/api/v1/namespaces/onair-system/secrets/downstream-token";
    private static readonly (string, string) On = ("DOWNSTREAM_SERVICE_ENABLED", "true");
    private static readonly (string, string) Url = ("DOWNSTREAM_SERVICE_URL", "https://hooks.example.com/onair");
    private static readonly (string, string) Token = ("DOWNSTREAM_SERVICE_TOKEN", "s3cret");

    [Fact]
    public async Task Creates_the_default_sink_once_and_deletes_it_with_its_settings()
    {
        using var server = new Server();

        await Task(server, On, Url, Token).RoundAsync(CancellationToken.None);

        server.Writes.ShouldBe([$"POST {Secret}", $"POST {Sink}"]);
        server.Objects[Sink]["spec"]!["tokenSecretRef"]!["name"]!.GetValue<string>().ShouldBe("downstream-token");
        server.Objects[Secret]["data"]!["token"]!.GetValue<string>().ShouldBe(Convert.ToBase64String("s3cret"u8));
        server.Objects[Secret]["metadata"]!["labels"]!["onair.dev/readable"]!.GetValue<string>().ShouldBe("true");

        server.Writes.Clear();
        await Task(server, On, Url, Token).RoundAsync(CancellationToken.None);
        server.Writes.ShouldBeEmpty("all is as it is to be");

        await Task(server, On, ("DOWNSTREAM_SERVICE_URL", "https://b.example/"), ("DOWNSTREAM_SERVICE_TOKEN", "other")).RoundAsync(CancellationToken.None);
        server.Writes.ShouldBe([$"PATCH {Secret}", $"PATCH {Sink}"]);
        server.Bodies[^1].ShouldContain("https://b.example/");

        server.Writes.Clear();
        await Task(server).RoundAsync(CancellationToken.None);
        server.Writes.ShouldBe([$"DELETE {Sink}", $"DELETE {Secret}"]);
    }

    [Fact]
    public async Task A_wrong_value_leaves_all_as_it_is_and_is_an_Event()
    {
        using var server = new Server();
        await Task(server, On, Url).RoundAsync(CancellationToken.None);
        server.Writes.Clear();

        var (task, events) = Build(server, On, Url, ("DOWNSTREAM_SERVICE_TIMEOUT", "soon"));
        await task.RoundAsync(CancellationToken.None);
        await task.RoundAsync(CancellationToken.None);

        server.Writes.ShouldBeEmpty();
        var told = (await DeliveredAsync(server, events)).ShouldHaveSingleItem();
        told["reason"]!.GetValue<string>().ShouldBe("DefaultSinkInvalid");
        told["message"]!.GetValue<string>().ShouldBe(
            "The default sink is left unchanged: DOWNSTREAM_SERVICE_TIMEOUT: Invalid value: \"soon\": must be a whole number from 1 to 60");
    }

    [Fact]
    public async Task Somebody_elses_sink_stays_and_is_named()
    {
        using var server = new Server();
        server.Objects[Sink] = JsonNode.Parse("""{"metadata": {"name": "downstream", "namespace": "onair-system", "uid": "9"}, "spec": {"url": "https://theirs.example/"}}""")!;

        var (task, events) = Build(server, On, Url, Token);
        await task.RoundAsync(CancellationToken.None);
        await Task(server).RoundAsync(CancellationToken.None);

        server.Writes.ShouldBeEmpty();
        var told = (await DeliveredAsync(server, events)).ShouldHaveSingleItem();
        told["reason"]!.GetValue<string>().ShouldBe("DefaultSinkNameTaken");
        told["involvedObject"]!["uid"]!.GetValue<string>().ShouldBe("9");
    }

    private static DefaultSinkTask Task(Server server, params (string, string)[] environment) => Build(server, environment).Task;

    private static (DefaultSinkTask Task, EventRecorder Events) Build(Server server, params (string Name, string Value)[] environment)
    {
        var client = new KubernetesClient(new KubernetesClientConfiguration { Host = "https://server.example/" }, server, null);
        var events = new EventRecorder(client);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(environment.Select(e => KeyValuePair.Create(e.Name, (string?)e.Value))).Build();
        return (new(client, client.Reader(), new(client), events, configuration, new(new() { LeaseNamespace = "onair-system" }, client), TimeProvider.System, NullLogger<DefaultSinkTask>.Instance), events);
    }

    private static async Task<IReadOnlyList<JsonNode>> DeliveredAsync(Server server, EventRecorder events)
    {
        using var end = new CancellationTokenSource();
        await end.CancelAsync();
        await events.RunAsync(end.Token);
        return server.Events;
    }

    private sealed class Server : HttpMessageHandler
    {
        public Dictionary<string, JsonNode> Objects { get; } = [];

        public List<string> Writes { get; } = [];

        public List<string> Bodies { get; } = [];

        public List<JsonNode> Events { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            if (path.EndsWith("/events", StringComparison.Ordinal))
            {
                Events.Add(JsonNode.Parse(body)!);
                return Json(body);
            }

            if (request.Method == HttpMethod.Get) return Objects.TryGetValue(path, out var found) ? Json(found.ToJsonString()) : new(HttpStatusCode.NotFound);
            if (request.Method == HttpMethod.Post) path += $"/{JsonNode.Parse(body)!["metadata"]!["name"]}";
            Writes.Add($"{request.Method} {path}");
            Bodies.Add(body);
            if (request.Method == HttpMethod.Post) Objects[path] = JsonNode.Parse(body)!;
            return Json(Objects[path].ToJsonString());
        }

        private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
    }
}
