using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using k8s;
using Onair.Api;
using Onair.Tests.Manifests;
using Onair.Tests.Manifests.Forgery;

namespace Onair.Tests.Integration.Security.Forgery;

/// <summary>The forging of all fields of a kind: somebody's object, one that shows what is common, and a thief for each way to forge.</summary>
internal sealed class ForgeryRun(ForgeryRig rig, ForgedKind kind, Crd crd)
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    private readonly string _id = Guid.NewGuid().ToString("N")[..8];
    private readonly SemaphoreSlim _parallel = new(12);
    private readonly List<(Actor Actor, string Uid, Forging Forging)> _thieves = [];
    private Actor _victim = null!;
    private HashSet<string> _names = [];

    /// <summary>What the operator did that it must not, one line for each.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>How many calls and ways to forge there were, for the output.</summary>
    public string Summary { get; private set; } = "";

    public async Task RunAsync()
    {
        var provider = $"p{_id}-theirs";
        await rig.Client.CreateAsync(OnairResources.MediaProviders, rig.NewProvider(provider, aws => aws.EndpointUrl = rig.VictimProxy.Url, video: rig.VictimVideo()));
        _victim = new(Role.Victim, $"v{_id}-victim", provider, $"s{_id}-victims");
        var control = new Actor(Role.Control, $"c{_id}-control", rig.Name, $"s{_id}-controls");
        await SinkAsync($"b{_id}-bystander", _victim.Share);
        await SinkAsync($"b{_id}-receiver", "thieves");
        var uids = await Task.WhenAll(SettledAsync(_victim), SettledAsync(control));
        await QuietAsync("the victim's provisioning");
        foreach (var one in (Actor[])[_victim, control]) await AnnotateAsync(one, paused: true);
        await QuietAsync("the victim's pause");
        if (kind.Kind != "MediaProvider") await rig.Api.MergeAsync(rig.PathOf($"mediaproviders/{provider}"), """{"spec":{"namespaces":["elsewhere"]}}""");

        var victim = await rig.StatusAsync(Resource(_victim));
        var (history, example) = (StatusDocument.Merged([.. rig.StatusesOf(uids[0]), victim]), StatusDocument.Merged(rig.StatusesOf(uids[1])));
        var common = Words.Naming(example).Concat(Words.In(rig.Name)).Append(control.Name).ToHashSet(StringComparer.Ordinal);
        _names = Words.Naming(history).Concat([_victim.Name, uids[0], $"b{_id}-bystander", $"{_victim.Name}-target", $"{_victim.Name}-token", $"{_victim.Name}-key"])
            .Concat(await SecretsAsync(uids[0], $"{_victim.Name}-")).Except(common).Except(await SecretsAsync(uids[1], $"{control.Name}-")).ToHashSet(StringComparer.Ordinal);
        _names.Count.ShouldBeGreaterThan(2, history.ToJsonString());
        var before = await Snapshot.TakeAsync(rig, _names);

        var forgings = Forging.All(crd, victim, history, NamesToTry(history, common));
        await EachAsync(forgings.Select((forging, i) => (forging, i)), async f =>
        {
            var thief = new Actor(Role.Thief, $"t{_id}-{f.i}", rig.Name, $"s{_id}-thieves");
            var uid = await CreateAsync(thief, paused: true);
            lock (_thieves) _thieves.Add((thief, uid, f.forging));
        });
        await MomentAsync("before its first round", 0, control, uids[1], example, delete: false);
        await MomentAsync("when settled", 1, control, uids[1], example, delete: false);
        await MomentAsync("before its deletion", 2, control, uids[1], example, delete: true);

        var after = await Snapshot.TakeAsync(rig, _names);
        Faults.AddRange(before.Keys.Union(after.Keys).Where(k => before.GetValueOrDefault(k) != after.GetValueOrDefault(k))
            .Select(k => $"{kind}: the victim's {k} was {before.GetValueOrDefault(k) ?? "not there"} and is {after.GetValueOrDefault(k) ?? "gone"}"));
        Summary = $"{kind}: {forgings.Count} ways to forge, {_names.Count} names of the victim, {before.Count} resources of theirs";
        await EndAsync(control, provider);
    }

    private static IReadOnlyList<string> NamesToTry(JsonObject history, HashSet<string> common) =>
        [.. Strings(history).Where(text => !text.Contains(' ', StringComparison.Ordinal) && Words.In(text).Any(word => !common.Contains(word))).Distinct().Take(8)];

    private static IEnumerable<string> Strings(JsonNode? json) => json switch
    {
        JsonObject members => members.SelectMany(member => Strings(member.Value)),
        JsonArray items => items.SelectMany(Strings),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };

    private string Resource(Actor actor) => $"{crd.Plural}/{actor.Name}";

    // All forge at the same time, each their own status, and then the operator works.
    private async Task MomentAsync(string moment, int number, Actor control, string controlUid, JsonObject example, bool delete)
    {
        if (number > 0)
        {
            await EachAsync(_thieves, t => AnnotateAsync(t.Actor, paused: true));
            await QuietAsync($"the pause {moment}");
        }

        await EachAsync(_thieves, async t =>
        {
            var own = (JsonObject)JsonNode.Parse(example.ToJsonString().Replace(control.Name, t.Actor.Name, StringComparison.Ordinal).Replace(controlUid, t.Uid, StringComparison.Ordinal))!;
            var refusal = await rig.Api.ForgeAsync(rig.PathOf(Resource(t.Actor)), t.Forging.Write(await rig.StatusAsync(Resource(t.Actor)), own, number));
            if (refusal is not null) lock (Faults) Faults.Add($"{kind}: {t.Forging.Fields} cannot be forged {moment}: {refusal}");
        });
        var start = rig.Calls.Count;
        await EachAsync(_thieves, async t =>
        {
            if (delete) await rig.Api.DeleteAsync(rig.PathOf(Resource(t.Actor)));
            await AnnotateAsync(t.Actor, paused: false, request: $"at-{number}");
        });
        await QuietAsync(moment);
        Judge(moment, number, start, rig.Calls.Count);
    }

    private void Judge(string moment, int number, int start, int end)
    {
        foreach (var calls in rig.Calls.Between(start, end).Where(Touch.Is).GroupBy(c => c.ToString()))
        {
            var call = calls.First();
            var named = call.Words.Where(_names.Contains).ToList();
            // What belongs to the victim stays there, and nothing is added.
            if (Touch.IsShared(call))
            {
                var known = rig.Calls.WordsOf(call, start).Where(_names.Contains).ToHashSet();
                known.SymmetricExceptWith(named);
                named = [.. known];
            }

            if (named.Count == 0 && !call.ByVictimsProvider) continue;
            Faults.Add($"{kind}, {moment}: {calls.Count()} × {call}\n    names {string.Join(", ", named)}{(call.ByVictimsProvider ? " in the account of the victim's MediaProvider" : "")}; forged: {Suspects(call, named, number)}");
        }
    }

    // Whoever's uid or name the call has, and else all who forged the name.
    private string Suspects(RecordedCall call, IReadOnlyList<string> named, int number)
    {
        var own = _thieves.Where(t => call.Words.Contains(t.Uid) || call.Words.Any(word => word == t.Actor.Name || word.StartsWith($"{t.Actor.Name}-", StringComparison.Ordinal))).ToList();
        if (own.Count is 0 or > 3)
            own = [.. _thieves.Where(t => Words.In(t.Forging.Write([], [], number)).Intersect(named).Any())];
        return string.Join(" | ", own.Select(t => $"{t.Actor.Name} {t.Forging.Fields}").Take(12));
    }

    private async Task<string> SettledAsync(Actor actor)
    {
        var uid = await CreateAsync(actor, paused: false);
        await rig.UntilAsync(Resource(actor), kind.IsSettled, "it is settled", 120);
        await kind.Live(rig, actor);
        await rig.UntilAsync(Resource(actor), kind.IsSettled, "it is settled again", 120);
        return uid;
    }

    private async Task<string> CreateAsync(Actor actor, bool paused)
    {
        var metadata = new JsonObject
        {
            ["name"] = actor.Name,
            ["labels"] = new JsonObject { ["events-of"] = actor.Role == Role.Victim ? actor.Share : "thieves" },
            ["annotations"] = new JsonObject { ["onair.dev/paused"] = paused ? "true" : "false" },
        };
        var created = await rig.Api.CreateAsync(rig.PathOf(crd.Plural), new()
        {
            ["apiVersion"] = crd.ApiVersion,
            ["kind"] = crd.Kind,
            ["metadata"] = metadata,
            ["spec"] = await kind.Spec(rig, actor),
        });
        return (string)created["metadata"]!["uid"]!;
    }

    private Task AnnotateAsync(Actor actor, bool paused, string? request = null)
    {
        var annotations = new JsonObject { ["onair.dev/paused"] = paused ? "true" : null };
        foreach (var name in request is null ? [] : kind.Requests) annotations[name] = request;
        return rig.Api.MergeAsync(rig.PathOf(Resource(actor)), new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } }.ToJsonString());
    }

    private Task SinkAsync(string name, string of) => rig.Api.CreateAsync(rig.PathOf("eventsinks"), new()
    {
        ["apiVersion"] = crd.ApiVersion,
        ["kind"] = "EventSink",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject { ["url"] = $"{rig.Receiver.Url}/{name}", ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["events-of"] = of } } },
    });

    // The names and values of Secrets that are somebody's.
    private async Task<IEnumerable<string>> SecretsAsync(string uid, string prefix)
    {
        var all = await rig.Kubernetes.CoreV1.ListNamespacedSecretAsync(rig.Name);
        var own = all.Items.Where(s => s.Metadata.OwnerReferences?.Any(o => o.Uid == uid) == true || s.Metadata.Name.StartsWith(prefix, StringComparison.Ordinal));
        return [.. own.SelectMany(s => (s.Data ?? new Dictionary<string, byte[]>()).Values.SelectMany(value => Words.In(Encoding.UTF8.GetString(value))).Append(s.Metadata.Name))];
    }

    private async Task QuietAsync(string what)
    {
        var watch = Stopwatch.StartNew();
        var start = rig.Calls.Count;
        await Task.Delay(Calm);
        while (rig.Calls.Quiet < Calm && watch.Elapsed < Longest) await Task.Delay(100);
        Console.WriteLine($"{kind}: {what}: {watch.Elapsed.TotalSeconds:0.0} s, {rig.Calls.Count - start} calls");
    }

    private async Task EndAsync(Actor control, string provider)
    {
        await EachAsync(_thieves, t => GoneAsync(t.Actor, force: true));
        await rig.Api.MergeAsync(rig.PathOf($"mediaproviders/{provider}"), """{"spec":{"namespaces":null}}""");
        foreach (var one in (Actor[])[_victim, control]) await GoneAsync(one, force: false);
        foreach (var sink in (string[])["bystander", "receiver"]) await rig.Api.DeleteAsync(rig.PathOf($"eventsinks/b{_id}-{sink}"));
    }

    private async Task GoneAsync(Actor actor, bool force)
    {
        var path = rig.PathOf(Resource(actor));
        if (await rig.Api.FindAsync(path) is null) return;
        await AnnotateAsync(actor, paused: false);
        if (force) await rig.Api.MergeAsync(path, """{"metadata":{"finalizers":null}}""");
        await rig.Api.DeleteAsync(path);
        if (!force) await Eventually.ShouldBeAsync(async () => await rig.Api.FindAsync(path) is null, () => $"{actor.Name} is gone\n{rig.Operator.Tail(40)}");
    }

    private async Task EachAsync<T>(IEnumerable<T> all, Func<T, Task> act) => await Task.WhenAll(all.ToList().Select(async one =>
    {
        await _parallel.WaitAsync();
        try
        {
            await act(one);
        }
        finally
        {
            _parallel.Release();
        }
    }));
}
