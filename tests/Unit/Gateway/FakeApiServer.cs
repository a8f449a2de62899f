using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using k8s;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Unit.Gateway;

/// <summary>
/// An API server in memory: objects of any kind, their watches, TokenReviews and SubjectAccessReviews. It checks no schema and no rights.
/// </summary>
internal sealed class FakeApiServer : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly List<Watch> _watches = [];
    private long _version = 1;

    /// <summary>The users of tokens, as status.user of a TokenReview.</summary>
    public ConcurrentDictionary<string, JsonObject> Tokens { get; } = new();

    /// <summary>The rights, as <c>USER VERB RESOURCE.GROUP NAMESPACE</c>, or with <c>/NAME</c> at the end for one object.</summary>
    public ConcurrentDictionary<string, bool> Rights { get; } = new();

    /// <summary>The bodies of all reviews.</summary>
    public ConcurrentQueue<JsonObject> Reviews { get; } = new();

    /// <summary>Method and path of all other requests but watches.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What the next requests are answered with, reviews and watches excepted.</summary>
    public ConcurrentQueue<HttpResponseMessage> Failures { get; } = new();

    /// <summary>What a request is answered with, by method and path; null for what the server would.</summary>
    public Func<string, HttpResponseMessage?> Refuse { get; set; } = _ => null;

    /// <summary>Reviews fail.</summary>
    public bool RefusesReviews { get; set; }

    public KubernetesClient Client(TimeProvider? time = null) => new(new KubernetesClientConfiguration { Host = "https://server.example/" }, this, time);

    /// <summary>A token of a ServiceAccount.</summary>
    public void AddAccount(string token, string ns, string name) => Tokens[token] = new()
    {
        ["username"] = $"system:serviceaccount:{ns}:{name}",
        ["uid"] = $"uid-of-{name}",
        ["groups"] = new JsonArray("system:serviceaccounts", $"system:serviceaccounts:{ns}", "system:authenticated"),
    };

    public void Allow(string right) => Rights[right] = true;

    /// <summary>Stores an object, as of some client.</summary>
    public JsonObject Put(string collection, JsonObject obj)
    {
        lock (_lock) return Store(collection, obj);
    }

    /// <summary>The stored object; null when there is none.</summary>
    public JsonObject? Find(string path)
    {
        lock (_lock) return (JsonObject?)_objects.GetValueOrDefault(path)?.DeepClone();
    }

    /// <summary>The objects of a collection.</summary>
    public IReadOnlyList<JsonObject> All(string collection)
    {
        lock (_lock) return [.. _objects.Where(o => o.Key.StartsWith($"{collection}/", StringComparison.Ordinal)).Select(o => (JsonObject)o.Value.DeepClone())];
    }

    public void Remove(string path)
    {
        lock (_lock)
        {
            if (!_objects.Remove(path, out var obj)) return;
            obj["metadata"]!["resourceVersion"] = $"{++_version}";
            Notify("DELETED", path, obj);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var query = Uri.UnescapeDataString(request.RequestUri.Query);
        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken)) as JsonObject;
        if (path.EndsWith("reviews", StringComparison.Ordinal)) return Review(path, body!);
        if (query.Contains("watch=true", StringComparison.Ordinal)) return Watched(path, query);
        Requests.Enqueue($"{request.Method} {path}");
        if (Failures.TryDequeue(out var failure)) return failure;
        if (Refuse($"{request.Method} {path}") is { } refusal) return refusal;
        lock (_lock)
        {
            if (request.Method == HttpMethod.Post) return Created(path, body!);
            if (!_objects.TryGetValue(path, out var known)) return request.Method == HttpMethod.Get && IsCollection(path) ? Listed(path, query) : Status(HttpStatusCode.NotFound, "NotFound", "not found");
            if (request.Method == HttpMethod.Delete)
            {
                Remove(path);
                return Json(known);
            }
            if (request.Method == HttpMethod.Patch) return Patched(path, known, body!);
            return Json(known);
        }
    }

    private static bool IsCollection(string path)
    {
        var parts = path.Split('/');
        var start = parts[1] == "api" ? 3 : 4;
        return (parts.Length - start) % 2 == 1;
    }

    private HttpResponseMessage Created(string path, JsonObject body)
    {
        var name = (string)body["metadata"]!["name"]!;
        return _objects.ContainsKey($"{path}/{name}") ? Status(HttpStatusCode.Conflict, "AlreadyExists", $"{name} already exists") : Json(Store(path, body));
    }

    private HttpResponseMessage Patched(string path, JsonObject known, JsonObject patch)
    {
        if ((string?)patch["metadata"]?["resourceVersion"] is { } expected && expected != (string)known["metadata"]!["resourceVersion"]!)
            return Status(HttpStatusCode.Conflict, "Conflict", "the object has been modified");
        var merged = (JsonObject)known.DeepClone();
        Merge(merged, patch);
        if (!JsonNode.DeepEquals(merged["spec"], known["spec"])) merged["metadata"]!["generation"] = (long?)known["metadata"]!["generation"] + 1;
        merged["metadata"]!["resourceVersion"] = $"{++_version}";
        _objects[path] = merged;
        Notify("MODIFIED", path, merged);
        return Json(merged);
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null) target.Remove(name);
            else if (value is JsonObject inner && target[name] is JsonObject known) Merge(known, inner);
            else target[name] = value.DeepClone();
        }
    }

    private JsonObject Store(string collection, JsonObject obj)
    {
        var stored = (JsonObject)obj.DeepClone();
        var metadata = (JsonObject)stored["metadata"]!;
        var path = $"{collection}/{(string)metadata["name"]!}";
        var isNew = !_objects.ContainsKey(path);
        metadata["uid"] ??= Guid.NewGuid().ToString();
        metadata["creationTimestamp"] ??= "2026-01-01T00:00:00Z";
        metadata["generation"] ??= 1L;
        metadata["resourceVersion"] = $"{++_version}";
        if (stored["stringData"] is JsonObject texts)
        {
            stored["data"] = new JsonObject(texts.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes((string)t.Value!)))));
            stored.Remove("stringData");
        }
        _objects[path] = stored;
        Notify(isNew ? "ADDED" : "MODIFIED", path, stored);
        return stored;
    }

    private HttpResponseMessage Listed(string path, string query) => Json(new JsonObject
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = $"{_version}" },
        ["items"] = new JsonArray([.. _objects.Where(o => IsIn(path, o.Key) && IsSelected(query, o.Value)).Select(o => o.Value.DeepClone())]),
    });

    // /api/v1/secrets has those of all namespaces.
    private static bool IsIn(string collection, string path)
    {
        if (path.StartsWith($"{collection}/", StringComparison.Ordinal)) return true;
        var slash = collection.LastIndexOf('/');
        return path.StartsWith($"{collection[..slash]}/namespaces/", StringComparison.Ordinal) && path.Split('/')[^2] == collection[(slash + 1)..];
    }

    private static bool IsSelected(string query, JsonObject obj) =>
        !query.Contains("fieldSelector=type=", StringComparison.Ordinal) || query.Contains($"fieldSelector=type={(string?)obj["type"]}", StringComparison.Ordinal);

    private HttpResponseMessage Watched(string path, string query)
    {
        var pipe = new Pipe();
        var since = long.Parse(query.Split("resourceVersion=")[1].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture);
        lock (_lock)
        {
            var watch = new Watch(path, query, pipe.Writer);
            _watches.Add(watch);
            // What was changed between the list and the watch; deletions in between do not happen in these tests.
            foreach (var (name, obj) in _objects.Where(o => IsIn(path, o.Key) && VersionOf(o.Value) > since)) Send(watch, "ADDED", name, obj);
        }
        return new(HttpStatusCode.OK) { Content = new StreamContent(pipe.Reader.AsStream()) };
    }

    private static long VersionOf(JsonObject obj) => long.Parse((string)obj["metadata"]!["resourceVersion"]!, System.Globalization.CultureInfo.InvariantCulture);

    private void Notify(string type, string path, JsonObject obj)
    {
        foreach (var watch in _watches) Send(watch, type, path, obj);
    }

    private static void Send(Watch watch, string type, string path, JsonObject obj)
    {
        if (!IsIn(watch.Path, path) || !IsSelected(watch.Query, obj)) return;
        var line = new JsonObject { ["type"] = type, ["object"] = obj.DeepClone() }.ToJsonString() + "\n";
        // The pipe takes what the reader has not read yet.
        _ = watch.Writer.WriteAsync(Encoding.UTF8.GetBytes(line)).AsTask();
    }

    private HttpResponseMessage Review(string path, JsonObject body)
    {
        Reviews.Enqueue((JsonObject)body.DeepClone());
        if (RefusesReviews) return Status(HttpStatusCode.Forbidden, "Forbidden", "the gateway may not ask");
        var spec = body["spec"]!;
        if (path.EndsWith("tokenreviews", StringComparison.Ordinal))
        {
            var user = Tokens.GetValueOrDefault((string)spec["token"]!);
            body["status"] = user is null
                ? new JsonObject { ["authenticated"] = false, ["error"] = "invalid" }
                : new JsonObject { ["authenticated"] = true, ["user"] = user.DeepClone(), ["audiences"] = spec["audiences"]?.DeepClone() };
            return Json(body, HttpStatusCode.Created);
        }
        var what = spec["resourceAttributes"]!;
        var right = $"{spec["user"]} {what["verb"]} {what["resource"]}{((string?)what["group"] is { Length: > 0 } group ? $".{group}" : "")} {what["namespace"]}";
        body["status"] = new JsonObject { ["allowed"] = Rights.GetValueOrDefault(right) || Rights.GetValueOrDefault($"{right}/{what["name"]}") };
        return Json(body, HttpStatusCode.Created);
    }

    public static HttpResponseMessage Status(HttpStatusCode code, string reason, string message, JsonArray? causes = null) => Json(
        new JsonObject
        {
            ["kind"] = "Status",
            ["status"] = "Failure",
            ["code"] = (int)code,
            ["reason"] = reason,
            ["message"] = message,
            ["details"] = new JsonObject { ["causes"] = causes },
        },
        code);

    private static HttpResponseMessage Json(JsonObject body, HttpStatusCode code = HttpStatusCode.OK) =>
        new(code) { Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json")) };

    private sealed record Watch(string Path, string Query, PipeWriter Writer);
}
