using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Events;

/// <summary>Twenty LiveStreams in a namespace of their own, with a provider whose rate limit lets them hurry.</summary>
internal sealed class TwentyStreams : IAsyncDisposable
{
    public const int Count = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Kubectl _kubectl;

    private TwentyStreams(Kubectl kubectl, string name) => (_kubectl, Name) = (kubectl, name);

    /// <summary>Name of the namespace and of the provider.</summary>
    public string Name { get; }

    /// <summary>The account of the tests' provider under another name.</summary>
    public static async Task<TwentyStreams> PrepareAsync(Kubectl kubectl)
    {
        var twenty = new TwentyStreams(kubectl, $"e2e-{Guid.NewGuid():N}"[..12]);
        var spec = (await kubectl.GetAsync("mediaprovider", Environment.ProviderName))["spec"]!.DeepClone();
        spec["aws"]!["rateLimit"] = new JsonObject { ["requestsPerSecond"] = 40, ["burst"] = 40 };
        await kubectl.ApplyAsync(Object("MediaProvider", twenty.Name, null, spec));
        await kubectl.RunAsync("create", "namespace", twenty.Name);
        return twenty;
    }

    /// <summary>Declares all of them in one go.</summary>
    public Task ApplyAsync(Func<int, (StreamState State, bool Live)> declared) => _kubectl.ApplyAsync(new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "List",
        ["items"] = new JsonArray([.. Enumerable.Range(0, Count).Select(i =>
        {
            var (state, live) = declared(i);
            var spec = Show.Spec(Name);
            spec["state"] = $"{state}";
            spec["distribution"] = new JsonObject { ["live"] = live };
            return Object("LiveStream", $"show-{i:00}", Name, spec);
        })]),
    });

    /// <summary>Waits until each is as wanted and says that what was declared last is done.</summary>
    public async Task<IReadOnlyList<(string Uid, LiveStreamStatus Status)>> UntilAsync(string what, Func<int, LiveStreamStatus, bool> isGood)
    {
        IReadOnlyList<(string Uid, long Generation, LiveStreamStatus Status)> all = [];
        await Eventually.GetAsync(
            $"{Name}: all {what}",
            async () =>
            {
                all =
                [
                    .. (await _kubectl.GetAsync("livestreams", "--namespace", Name))["items"]!.AsArray()
                        .OrderBy(it => (string)it!["metadata"]!["name"]!, StringComparer.Ordinal)
                        .Select(it => ((string)it!["metadata"]!["uid"]!, (long)it["metadata"]!["generation"]!, it["status"].As<LiveStreamStatus>())),
                ];
                return string.Join("; ", all.Select((it, i) => (it, i)).Where(it => !IsDone(it.it.Generation, it.it.Status) || !isGood(it.i, it.it.Status))
                    .Select(it => $"{it.i}: {it.it.Status.Condition(ConditionTypes.Ready)?.Message}"));
            },
            waiting => all.Count == Count && waiting.Length == 0,
            Patience);
        return [.. all.Select(it => (it.Uid, it.Status))];
    }

    /// <summary>Deletes all at once and waits for the finalizers.</summary>
    public Task DeleteAsync() => _kubectl.RunAsync("delete", "livestreams", "--all", "--namespace", Name, $"--timeout={Patience.TotalSeconds}s");

    public async ValueTask DisposeAsync()
    {
        var story = await _kubectl.TryAsync("get", "livestreams,events", "--namespace", Name, "--output=yaml");
        await File.WriteAllTextAsync(Artifacts.Path($"{Name}.txt"), story);
        await _kubectl.TryAsync("delete", "livestreams", "--all", "--namespace", Name, "--timeout=120s");
        await _kubectl.TryAsync("delete", "mediaprovider", Name);
        await _kubectl.TryAsync("delete", "namespace", Name, "--wait=false");
    }

    private static bool IsDone(long generation, LiveStreamStatus status) =>
        status.ObservedGeneration == generation && status.Condition(ConditionTypes.Ready)?.Status == ConditionStatus.True;

    private static JsonObject Object(string kind, string name, string? ns, JsonNode spec) => new()
    {
        ["apiVersion"] = "onair.dev/v1alpha1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
        ["spec"] = spec,
    };
}
