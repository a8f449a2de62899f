using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Secrets;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>An API server with EventSinks and Secrets: lists, watches, status writes under the optimistic lock.</summary>
internal sealed class SinkCluster : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonObject> _objects = [];
    private readonly List<PipeWriter> _watches = [];
    private int _version = 1;

    /// <summary>Status writes so far.</summary>
    public int Writes { get; private set; }

    /// <summary>Each status write finds that somebody else was faster, this often.</summary>
    public int Conflicts { get; set; }

    public KubernetesClient Client() => new(new KubernetesClientConfiguration { Host = "https://server.example/" }, this);

    /// <summary>Creates or changes a sink; a changed spec is another generation.</summary>
    public void Apply(string name, object spec, params (string Key, string Value)[] annotations)
    {
        lock (_lock)
        {
            var path = $"{Sinks}/{name}";
            var former = _objects.GetValueOrDefault(path);
            var declared = JsonSerializer.SerializeToNode(spec)!;
            var generation = former is null ? 1 : (int)former["metadata"]!["generation"]! + (JsonNode.DeepEquals(former["spec"], declared) ? 0 : 1);
            var sink = new JsonObject
            {
                ["apiVersion"] = "onair.dev/v1alpha1",
                ["kind"] = "EventSink",
                ["metadata"] = new JsonObject
                {
                    ["name"] = name,
                    ["namespace"] = "demo",
                    ["uid"] = (string?)former?["metadata"]!["uid"] ?? Guid.NewGuid().ToString(),
                    ["generation"] = generation,
                    ["annotations"] = new JsonObject(annotations.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value))),
                },
                ["spec"] = declared,
            };
            if (former?["status"] is { } status) sink["status"] = status.DeepClone();
            Store(path, sink, former is null ? "ADDED" : "MODIFIED");
        }
    }

    public void Delete(string name)
    {
        lock (_lock)
        {
            _objects.Remove($"{Sinks}/{name}", out var last);
            last!["metadata"]!["resourceVersion"] = $"{++_version}";
            Tell("DELETED", last);
        }
    }

    public void Secret(string name, string key, string value, bool isLabeled = true)
    {
        lock (_lock)
        {
            _objects[$"/api/v1/namespaces/demo/secrets/{name}"] = new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["name"] = name,
                    ["namespace"] = "demo",
                    ["resourceVersion"] = $"{++_version}",
                    ["labels"] = new JsonObject { [SecretLabel.Name] = isLabeled ? "true" : "false" },
                },
                ["data"] = new JsonObject { [key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value)) },
            };
        }
    }

    public EventSink Sink(string name)
    {
        lock (_lock) return _objects[$"{Sinks}/{name}"].Deserialize(OnairJsonContext.Default.EventSink)!;
    }

    public string Text(string name)
    {
        lock (_lock) return _objects[$"{Sinks}/{name}"].ToJsonString();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : null;
        lock (_lock)
        {
            if (request.RequestUri.Query.Contains("watch=true", StringComparison.Ordinal)) return Watch(request.RequestUri.Query);
            if (path == "/apis/onair.dev/v1alpha1/eventsinks") return List();
            if (request.Method == HttpMethod.Get) return _objects.TryGetValue(path, out var found) ? Answer(found) : Refuse(HttpStatusCode.NotFound, "NotFound");
            if (request.Method == HttpMethod.Put && path.EndsWith("/status", StringComparison.Ordinal)) return Put(path[..^"/status".Length], JsonNode.Parse(body!)!.AsObject());
        }
        throw new NotSupportedException($"{request.Method} {path}");
    }

    private const string Sinks = "/apis/onair.dev/v1alpha1/namespaces/demo/eventsinks";

    private HttpResponseMessage Put(string path, JsonObject sent)
    {
        if (!_objects.TryGetValue(path, out var present)) return Refuse(HttpStatusCode.NotFound, "NotFound");
        var changed = present.DeepClone().AsObject();
        if (Conflicts > 0)
        {
            Conflicts--;
            Store(path, changed, "MODIFIED");
            return Refuse(HttpStatusCode.Conflict, "Conflict");
        }
        if ((string?)sent["metadata"]!["resourceVersion"] != (string?)present["metadata"]!["resourceVersion"]) return Refuse(HttpStatusCode.Conflict, "Conflict");
        Writes++;
        changed["status"] = sent["status"]!.DeepClone();
        Store(path, changed, "MODIFIED");
        return Answer(changed);
    }

    private void Store(string path, JsonObject value, string change)
    {
        value["metadata"]!["resourceVersion"] = $"{++_version}";
        _objects[path] = value;
        Tell(change, value);
    }

    private void Tell(string change, JsonObject value)
    {
        foreach (var watch in _watches) Tell(watch, change, value);
    }

    private static void Tell(PipeWriter watch, string change, JsonObject value)
    {
        watch.Write(Encoding.UTF8.GetBytes($$"""{"type":"{{change}}","object":{{value.ToJsonString()}}}""" + "\n"));
        // Nothing is awaited: the pipe has no bound.
        _ = watch.FlushAsync().AsTask();
    }

    private HttpResponseMessage Watch(string query)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var since = int.Parse(query.Split("resourceVersion=")[1].Split('&')[0], CultureInfo.InvariantCulture);
        foreach (var missed in _objects.Values.Where(o => (string?)o["kind"] == "EventSink" && int.Parse((string)o["metadata"]!["resourceVersion"]!, CultureInfo.InvariantCulture) > since))
            Tell(pipe.Writer, "MODIFIED", missed);
        _watches.Add(pipe.Writer);
        return new(HttpStatusCode.OK) { Content = new StreamContent(pipe.Reader.AsStream()) };
    }

    private HttpResponseMessage List() => Answer(new JsonObject
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = $"{_version}" },
        ["items"] = new JsonArray([.. _objects.Values.Where(o => (string?)o["kind"] == "EventSink").Select(o => o.DeepClone())]),
    });

    private static HttpResponseMessage Answer(JsonObject body) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    };

    private static HttpResponseMessage Refuse(HttpStatusCode code, string reason) => new(code)
    {
        Content = new StringContent($$"""{"kind":"Status","status":"Failure","reason":"{{reason}}","code":{{(int)code}}}""", Encoding.UTF8, "application/json"),
    };
}
