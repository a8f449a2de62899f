using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using k8s;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Api.Admission;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Events;
using Onair.Operator;
using Onair.Operator.WebhookCertificates;
using Onair.Tests.Unit.Kubernetes.Secrets;

namespace Onair.Tests.Unit.Operator.WebhookCertificates;

/// <summary>
/// An API server with Secrets and webhook configurations, the real task in front of it, and behind it API servers and kubelets
/// that learn of a change late, each as late as it likes. The process dies after a write, its answer being lost.
/// </summary>
internal sealed class SimulatedCluster : HttpMessageHandler
{
    public const string Authority = "/api/v1/namespaces/media/secrets/hook-ca";
    public const string Serving = "/api/v1/namespaces/media/secrets/hook-tls";
    public const string Mutating = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/hook";
    public const string Validating = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/hook";
    public static readonly TimeSpan ApiServerLag = TimeSpan.FromSeconds(50);
    public static readonly TimeSpan KubeletLag = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Check = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, List<(DateTimeOffset At, JsonObject? Object)>> _history = [];
    private readonly Dictionary<(string, string), bool> _vouched = [];
    private readonly Dictionary<string, IReadOnlyList<Certificate>> _read = [];
    private readonly OperatorOptions _options = new()
    {
        Webhook = new()
        {
            ServiceName = "hook",
            Namespace = "media",
            CaDays = 3000.0 / 86400,
            LeafDays = 1200.0 / 86400,
            SettleSeconds = 60,
            RetireDays = 120.0 / 86400,
            SpreadSeconds = 120,
        },
    };
    private int _version;

    public SimulatedCluster() => Task = NewTask();

    /// <summary>The present process.</summary>
    public WebhookCertificatesTask Task { get; private set; }

    /// <summary>False: somebody takes them out at once.</summary>
    public bool BundlesStay { get; init; } = true;

    public FakeTime Time { get; } = new();

    /// <summary>Writes so far: each is a place to die after.</summary>
    public int Writes { get; private set; }

    /// <summary>The process dies after these writes.</summary>
    public Func<int, bool> Dies { get; init; } = _ => false;

    public void ApplyConfigurations()
    {
        foreach (var path in new[] { Mutating, Validating })
            Store(path, JsonNode.Parse("""{"metadata":{"name":"hook"},"webhooks":[{"name":"hook.onair.dev","clientConfig":{"service":{"namespace":"media","name":"hook"}}}]}""")!.AsObject());
    }

    /// <summary>What an earlier release has left: paths without a token, and none in the Secret.</summary>
    public void TakeTokensAway()
    {
        foreach (var path in new[] { Mutating, Validating })
        {
            var configuration = (JsonObject)Get(path)!.DeepClone();
            configuration["webhooks"]![0]!["clientConfig"]!["service"]!["path"] = ReviewPath.Of("hook.onair.dev", path == Mutating);
            Store(path, configuration);
            // As if it had always been so.
            _history[path].RemoveRange(0, _history[path].Count - 1);
        }
        var secret = (JsonObject)Get(Serving)!.DeepClone();
        secret["data"]!.AsObject().Remove(ReviewPath.TokenKey);
        secret["data"]!.AsObject().Remove(ReviewPath.FormerKey);
        Store(Serving, secret);
        _history[Serving].RemoveRange(0, _history[Serving].Count - 1);
    }

    /// <summary>The token in the path that API servers call last; null when it has none.</summary>
    public string? SentToken() => ReviewPath.TokenOf(PathIn(Get(Validating)!)) is { } token and not ReviewPath.Without ? token : null;

    public JsonObject? Get(string path) => _history.TryGetValue(path, out var versions) ? versions[^1].Object : null;

    public string Value(string path, string key) => Encoding.ASCII.GetString(Convert.FromBase64String((string)Get(path)!["data"]![key]!));

    public void Store(string path, JsonObject? value)
    {
        if (value is not null) value["metadata"]!["resourceVersion"] = $"{++_version}";
        if (!_history.TryGetValue(path, out var versions)) _history[path] = versions = [];
        versions.Add((Time.GetUtcNow(), value));
    }

    /// <summary>Lets the task work for a time; each round that did nothing is followed by its pause, a long one when all has been quiet.</summary>
    /// <param name="length">How long.</param>
    /// <param name="afterRound">What must hold at any time.</param>
    public async System.Threading.Tasks.Task RunAsync(TimeSpan length, Action? afterRound = null)
    {
        var end = Time.GetUtcNow() + length;
        while (Time.GetUtcNow() < end)
        {
            var waits = false;
            try
            {
                waits = await Task.RoundAsync(CancellationToken.None) is CertificateStep.Wait;
            }
            catch (ProcessDiedException)
            {
                Task = NewTask();
            }
            afterRound?.Invoke();
            if (!waits) continue;
            var quiet = _history.Values.All(v => v[^1].At < Time.GetUtcNow() - TimeSpan.FromMinutes(3));
            Time.Advance(quiet ? Check * 5 : Check);
        }
    }

    /// <summary>Whatever version of a configuration an API server has, it takes whatever certificate a pod serves.</summary>
    public void EveryCallSucceeds()
    {
        var now = Time.GetUtcNow();
        foreach (var secret in Seen(Serving, KubeletLag))
        {
            foreach (var configuration in Seen(Mutating, ApiServerLag).Concat(Seen(Validating, ApiServerLag)))
                Accepts(secret, PathIn(configuration)).ShouldBeTrue($"a pod answers at the path that is called at {now:T}");
        }
        foreach (var leaf in Seen(Serving, KubeletLag).Select(s => Certificates(s["data"]!["tls.crt"])[0]))
        {
            leaf.LifeProblem(now).ShouldBeNull($"served at {now:T}");
            foreach (var configuration in Seen(Mutating, ApiServerLag).Concat(Seen(Validating, ApiServerLag)))
                Certificates(configuration["webhooks"]![0]!["clientConfig"]!["caBundle"])
                    .Any(c => c.LifeProblem(now) is null && Vouches(c, leaf, now)).ShouldBeTrue($"a bundle knows the leaf served at {now:T}");
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (request.Method == HttpMethod.Get) return Get(path) is { } found ? Answer(found) : Refuse(HttpStatusCode.NotFound, "NotFound");

        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        if (request.Method == HttpMethod.Post) path = $"{path}/{body["metadata"]!["name"]}";
        var present = Get(path);
        if (request.Method == HttpMethod.Post && present is not null) return Refuse(HttpStatusCode.Conflict, "AlreadyExists");
        var changed = request.Method == HttpMethod.Post ? body.AsObject() : (JsonObject)present!.DeepClone();
        if (request.Method == HttpMethod.Patch && !Change(changed, body)) return Refuse(HttpStatusCode.Conflict, "Conflict");
        if (!BundlesStay) changed["webhooks"]?[0]!["clientConfig"]!.AsObject().Remove("caBundle");
        Store(path, changed);
        return Dies(++Writes) ? throw new ProcessDiedException() : Answer(changed);
    }

    /// <summary>Applies a merge patch of a Secret or a JSON patch of a configuration; false when it is for another version.</summary>
    private static bool Change(JsonObject target, JsonNode patch)
    {
        var version = (string)target["metadata"]!["resourceVersion"]!;
        if (patch is JsonObject merge)
        {
            foreach (var (key, value) in merge["data"]!.AsObject())
            {
                if (value is null) target["data"]!.AsObject().Remove(key);
                else target["data"]![key] = value.DeepClone();
            }
            return (string?)merge["metadata"]!["resourceVersion"] == version;
        }
        foreach (var operation in patch.AsArray().Skip(1))
        {
            string[] steps = ((string)operation!["path"]!).Split('/');
            var parent = steps[3..^1].Aggregate(target["webhooks"]![int.Parse(steps[2], null)]!, (node, step) => node[step]!);
            parent[steps[^1]] = operation["value"]!.DeepClone();
        }
        return (string?)patch[0]!["value"] == version;
    }

    private static string? PathIn(JsonObject configuration) => (string?)configuration["webhooks"]![0]!["clientConfig"]!["service"]!["path"];

    // As the webhook's CallerTokens.
    private static bool Accepts(JsonObject secret, string? path)
    {
        var current = Text(secret, ReviewPath.TokenKey);
        return ReviewPath.TokenOf(path) is { } token
            && (current is null ? token == ReviewPath.Without : token == current || ReviewPath.Formers(Text(secret, ReviewPath.FormerKey)).Contains(token));

        static string? Text(JsonObject secret, string key) =>
            (string?)secret["data"]![key] is { } base64 ? Encoding.ASCII.GetString(Convert.FromBase64String(base64)) : null;
    }

    private IEnumerable<JsonObject> Seen(string path, TimeSpan lag)
    {
        var versions = _history[path];
        for (var i = 0; i < versions.Count; i++)
            if ((i == versions.Count - 1 || versions[i + 1].At > Time.GetUtcNow() - lag) && versions[i].Object is { } seen) yield return seen;
    }

    private bool Vouches(Certificate authority, Certificate leaf, DateTimeOffset at)
    {
        if (!_vouched.TryGetValue((authority.Pem, leaf.Pem), out var vouches))
            _vouched[(authority.Pem, leaf.Pem)] = vouches = authority.VouchesFor(leaf, at);
        return vouches;
    }

    private IReadOnlyList<Certificate> Certificates(JsonNode? base64)
    {
        var text = (string?)base64 ?? "";
        if (!_read.TryGetValue(text, out var found)) _read[text] = found = Certificate.AllIn(Convert.FromBase64String(text));
        return found;
    }

    private WebhookCertificatesTask NewTask()
    {
        var client = new KubernetesClient(new KubernetesClientConfiguration { Host = "https://server.example/" }, this, Time);
        return new(client, client.Reader(), new(client), new EventRecorder(client, Time), _options, Time, NullLogger<WebhookCertificatesTask>.Instance);
    }

    private static HttpResponseMessage Answer(JsonObject body) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    };

    private static HttpResponseMessage Refuse(HttpStatusCode code, string reason) => new(code)
    {
        Content = new StringContent($$"""{"kind":"Status","status":"Failure","reason":"{{reason}}","code":{{(int)code}}}""", Encoding.UTF8, "application/json"),
    };

    private sealed class ProcessDiedException : Exception;
}
