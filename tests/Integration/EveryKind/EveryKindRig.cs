using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Onair.Api.MediaProviders;
using Onair.Tests.Integration.Connectors;
using Onair.Tests.Integration.Events;
using Onair.Tests.Integration.HlsBroadcasts;
using Onair.Tests.Integration.VideoAssets;

namespace Onair.Tests.Integration.EveryKind;

#pragma warning disable CA1001 // xunit calls DisposeAsync.
/// <summary>An operator with all kinds and without the webhook, everything that it calls recorded.</summary>
public class EveryKindRig(ControlPlane plane) : AssetRig(plane)
{
    private const string PodTemplate =
        """
        {"metadata": {"labels": {"app.kubernetes.io/component": "connector"}},
         "spec": {"containers": [{"name": "connector", "image": "connector"}], "volumes": [{"name": "plan"}], "automountServiceAccountToken": false}}
        """;

    private readonly string _podTemplate = Path.GetTempFileName();
    private readonly Dictionary<string, List<JsonObject>> _statuses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task>> _made = new(StringComparer.Ordinal);
    private readonly SiteService _sites = new();
    private ApiRecorder? _recorder;
    private FakeKubelet? _kubelet;

    internal Recording Calls { get; } = new();

    internal ApiAccess Api { get; private set; } = null!;

    internal EventReceiver Receiver { get; private set; } = null!;

    /// <summary>The last part of the URLs whose events are refused.</summary>
    internal HashSet<string> Refusing { get; } = [];

    protected override IReadOnlyDictionary<string, string> EmulatorSettings => new Dictionary<string, string>(base.EmulatorSettings)
    {
        ["Emulator__Media"] = "false",
        ["Emulator__Seed__Buckets__2"] = HlsRig.Broadcasts,
        ["Emulator__Seed__HlsBucket"] = HlsRig.Broadcasts,
        ["Emulator__Quotas__IvsRecordingConfigurations"] = "1000",
        ["Emulator__Quotas__MediaPipelines"] = "1000",
    };

    protected override IReadOnlyDictionary<string, string> OperatorSettings => new Dictionary<string, string>(base.OperatorSettings)
    {
        ["Onair__Connector__PodTemplate"] = _podTemplate,
        ["Onair__Connector__StartPollSeconds"] = "0.2",
        ["Onair__Connector__ReportPollSeconds"] = "1",
        ["Onair__Events__AllowedCidrs__0"] = "127.0.0.0/8",
        ["Onair__Events__FirstRetrySeconds"] = "0.1",
        ["Onair__Events__LongestRetrySeconds"] = "0.5",
        ["Onair__Events__FirstBreakSeconds"] = "0.2",
        ["Onair__Events__LongestBreakSeconds"] = "0.5",
        ["Onair__Events__StatusSeconds"] = "0.5",
        ["Onair__Events__DrainSeconds"] = "10",
        ["Onair__Signaling__Url"] = _sites.Url,
        ["Onair__Signaling__Token"] = SiteService.Token,
        ["Onair__Signaling__PublicUrl"] = "https://live.example.com",
        ["Onair__Signaling__PollSeconds"] = "1",
        ["Onair__Splitter__Parallel"] = "8",
    };

    protected override async Task<string> KubeconfigAsync()
    {
        _recorder = await ApiRecorder.StartAsync(Plane, Calls.Add, Keep);
        return await _recorder.KubeconfigAsync();
    }

    protected override void Complete(AwsSpec aws)
    {
        aws.MediaConvert = new() { RoleArn = $"arn:aws:iam::{EmulatorProcess.AccountId}:role/convert" };
        aws.HlsBroadcast = new() { RoleArn = $"arn:aws:iam::{EmulatorProcess.AccountId}:role/media/HlsUpload", Buckets = [HlsRig.Broadcasts] };
    }

    public override async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(_podTemplate, PodTemplate);
        await _sites.StartAsync(Calls.Add);
        Api = new ApiAccess(Plane);
        Receiver = await EventReceiver.StartedAsync();
        Receiver.Instead = (context, request) =>
        {
            Calls.Add(RecordedCall.OfEvent(request.Path, request.Headers["ce-source"], request.Subject, request.Data["resource"]));
            bool refuses;
            lock (Refusing) refuses = Refusing.Contains(request.Path.Split('/')[^1]);
            if (refuses) context.Response.StatusCode = 500;
            return Task.FromResult(refuses);
        };
        await base.InitializeAsync();
        Proxy.Heard = (operation, path, body) => Calls.Add(RecordedCall.OfProvider(operation, path, body));
        _kubelet = new FakeKubelet(Kubernetes, Name);
        _kubelet.Report = pod =>
        {
            Calls.Add(new("pod:GET", $"/{pod}", ""));
            return FakeKubelet.Pushing();
        };
        _kubelet.Start();
    }

    public override async Task DisposeAsync()
    {
        if (_kubelet is not null) await _kubelet.DisposeAsync();
        await base.DisposeAsync();
        if (_recorder is not null) await _recorder.DisposeAsync();
        if (Receiver is not null) await Receiver.DisposeAsync();
        await _sites.DisposeAsync();
        Api?.Dispose();
        File.Delete(_podTemplate);
    }

    /// <summary>All statuses that the operator wrote of an object, in order.</summary>
    internal IReadOnlyList<JsonObject> StatusesOf(string uid)
    {
        lock (_statuses) return _statuses.TryGetValue(uid, out var all) ? [.. all] : [];
    }

    /// <summary>The path at the API server of what is below the rig's namespace, or of a MediaProvider.</summary>
    /// <param name="resource">E.g. <c>livestreams/talk</c>.</param>
    internal string PathOf(string resource) =>
        $"/apis/onair.dev/v1alpha1/{(resource.StartsWith("mediaproviders", StringComparison.Ordinal) ? "" : $"namespaces/{Name}/")}{resource}";

    internal async Task<JsonObject> StatusAsync(string resource) => (await Api.FindAsync(PathOf(resource)))?["status"] as JsonObject ?? [];

    internal async Task UntilAsync(string resource, Func<JsonObject, bool> condition, string what, int seconds = 60)
    {
        JsonObject last = [];
        await Eventually.ShouldBeAsync(
            async () => condition(last = await StatusAsync(resource)), () => $"{resource}: {what}; it is {last.ToJsonString()}\n{Operator.Tail(40)}", seconds);
    }

    /// <summary>Something that many need is made by the first.</summary>
    internal Task OnceAsync(string what, Func<Task> make) => _made.GetOrAdd(what, _ => new Lazy<Task>(make)).Value;

    private void Keep(JsonObject written)
    {
        if (written["status"] is not JsonObject status) return;
        lock (_statuses)
        {
            var uid = (string)written["metadata"]!["uid"]!;
            if (!_statuses.TryGetValue(uid, out var all)) _statuses[uid] = all = [];
            all.Add((JsonObject)status.DeepClone());
        }
    }
}
