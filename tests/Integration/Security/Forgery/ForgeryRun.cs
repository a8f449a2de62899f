using System.Globalization;
using System.Text.Json.Nodes;
using System.Text;
using Onair.Tests.Integration.EveryKind;
using Onair.Tests.Manifests.Forgery;
using Onair.Tests.Manifests;
using k8s;

namespace Onair.Tests.Integration.Security.Forgery;

#pragma warning disable CA1001 // Nobody waits for a handle of the semaphore, so there is nothing to dispose of.
/// <summary>The forging of all fields of a kind: somebody's object, one that shows what is common, and a thief for each way to forge.</summary>
internal sealed class ForgeryRun(ForgeryRig rig, KindShape kind, Crd crd)
{
    // The Secrets that specs name. They are read for the victim itself now and then, so only their values are looked for.
    private static readonly string[] NamedSecrets = ["target", "token", "key", "source"];

    private readonly string _id = Guid.NewGuid().ToString("N")[..8];
    private readonly SemaphoreSlim _parallel = new(8);
    private readonly List<(Actor Actor, string Uid, Forging Forging)> _thieves = [];
    private Actor _victim = null!;
    private Actor _control = null!;
    private string[] _uids = [];
    private JsonObject _example = [];
    private HashSet<string> _names = [];
    private IReadOnlyDictionary<string, string> _before = new Dictionary<string, string>();

    /// <summary>What the operator did that it must not, one line for each.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>How much was tried, for people.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Makes the victim and the control, and has happen to them what happens to such objects.</summary>
    public async Task PrepareAsync()
    {
        var provider = $"p{_id}-theirs";
        await rig.CreateVictimProviderAsync(provider);
        _victim = new(Role.Victim, $"v{_id}-victim", provider, $"s{_id}-victims");
        _control = new(Role.Control, $"c{_id}-control", rig.Name, $"s{_id}-controls");
        // A sink serves its namespace: what it gets must not say that it is about the victim.
        await SinkAsync(Bystander, _victim.Share);
        await SinkAsync(Receiver, "thieves");
        _uids = await Task.WhenAll(SettledAsync(_victim), SettledAsync(_control));
    }

    /// <summary>From now on the operator has no reason to call anything of theirs.</summary>
    public Task PauseAsync() => EachAsync([_victim, _control], one => AnnotateAsync(one, paused: true));

    /// <summary>Learns what is the victim's, and makes a thief for each way to forge.</summary>
    public async Task EquipAsync()
    {
        if (kind.Kind != "MediaProvider") await rig.Api.MergeAsync(rig.PathOf($"mediaproviders/{_victim.Provider}"), """{"spec":{"namespaces":["elsewhere"]}}""");
        var victim = kind.Theirs(rig, await rig.StatusAsync(Resource(_victim)));
        var history = kind.Theirs(rig, StatusDocument.Merged([.. rig.StatusesOf(_uids[0]), victim]));
        _example = StatusDocument.Merged(rig.StatusesOf(_uids[1]));
        var common = Words.Naming(_example).Concat(Words.In(rig.Name)).Concat([_control.Name, Bystander]).ToHashSet(StringComparer.Ordinal);
        _names = Words.Naming(history).Concat([_victim.Name, _uids[0]]).Concat(await SecretsAsync(_uids[0], $"{_victim.Name}-"))
            .Except(common).Except(await SecretsAsync(_uids[1], $"{_control.Name}-")).Except(NamedSecrets.Select(suffix => $"{_victim.Name}-{suffix}")).ToHashSet(StringComparer.Ordinal);
        _names.Count.ShouldBeGreaterThan(1, history.ToJsonString());
        _before = await Snapshot.TakeAsync(rig, _names);

        var forgings = Forging.All(crd, victim, history, NamesToTry(history, common));
        var thieves = forgings.Select(forging => (Forging: forging, Provider: rig.Name));
        // A spec may name a MediaProvider that does not admit the namespace, and the status may say that it did.
        if (kind.UsesProvider) thieves = thieves.Concat(forgings.Where(forging => !forging.IsVariation).Select(forging => (forging with { Fields = $"{forging.Fields}, with the victim's provider in the spec" }, _victim.Provider)));
        await EachAsync(thieves.Select((thief, i) => (thief.Forging, thief.Provider, Number: i)), async t =>
        {
            var thief = new Actor(Role.Thief, $"t{_id}-{t.Number}", t.Provider, $"s{_id}-thieves");
            var uid = await CreateAsync(thief, paused: true);
            lock (_thieves) _thieves.Add((thief, uid, t.Forging));
        });
    }

    /// <summary>The thieves are left alone, so that nothing corrects what they forge.</summary>
    public Task PauseThievesAsync() => EachAsync(_thieves, t => AnnotateAsync(t.Actor, paused: true));

    /// <summary>All forge at the same time, each their own status.</summary>
    /// <param name="moment">When, for people.</param>
    /// <param name="number">The number of the moment.</param>
    public Task ForgeAsync(string moment, int number) => EachAsync(_thieves, async t =>
    {
        var own = (JsonObject)JsonNode.Parse(_example.ToJsonString().Replace(_control.Name, t.Actor.Name, StringComparison.Ordinal).Replace(_uids[1], t.Uid, StringComparison.Ordinal))!;
        var refusal = await rig.Api.ForgeAsync(rig.PathOf(Resource(t.Actor)), t.Forging.Write(await rig.StatusAsync(Resource(t.Actor)), own, number));
        if (refusal is not null) lock (Faults) Faults.Add($"{kind}: {t.Forging.Fields} cannot be forged {moment}: {refusal}");
    });

    /// <summary>And then the operator works.</summary>
    public Task ReleaseAsync(int number, bool delete) => EachAsync(_thieves, async t =>
    {
        if (delete) await rig.Api.DeleteAsync(rig.PathOf(Resource(t.Actor)));
        await AnnotateAsync(t.Actor, paused: false, request: string.Create(CultureInfo.InvariantCulture, $"at-{number}"));
    });

    /// <summary>Compares what AWS and the video service have of the victim.</summary>
    public async Task CompareAsync()
    {
        var after = await Snapshot.TakeAsync(rig, _names);
        Faults.AddRange(_before.Keys.Union(after.Keys).Where(k => _before.GetValueOrDefault(k) != after.GetValueOrDefault(k))
            .Select(k => $"{kind}: the victim's {k} was {_before.GetValueOrDefault(k) ?? "not there"} and is {after.GetValueOrDefault(k) ?? "gone"}"));
        Summary = $"{kind}: {_thieves.Count} ways to forge, {_names.Count} names of the victim, {_before.Count} resources of theirs";
    }

    /// <summary>Removes all.</summary>
    public async Task EndAsync()
    {
        await EachAsync(_thieves, t => GoneAsync(t.Actor, force: true));
        await rig.Api.MergeAsync(rig.PathOf($"mediaproviders/{_victim.Provider}"), """{"spec":{"namespaces":null}}""");
        await EachAsync([_victim, _control], one => GoneAsync(one, force: false));
        foreach (var sink in (string[])[Bystander, Receiver]) await rig.Api.DeleteAsync(rig.PathOf($"eventsinks/{sink}"));
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

    private string Bystander => $"b{_id}-bystander";

    private string Receiver => $"b{_id}-receiver";

    private string Resource(Actor actor) => $"{crd.Plural}/{actor.Name}";

    /// <summary>What the operator called while it worked.</summary>
    /// <param name="moment">When, for people.</param>
    /// <param name="number">The number of the moment.</param>
    /// <param name="start">How many calls there were before.</param>
    /// <param name="end">How many there were in the end.</param>
    /// <param name="deleted">The thieves have deleted their objects.</param>
    public void Judge(string moment, int number, int start, int end, bool deleted)
    {
        var touching = rig.Calls.Between(start, end).Where(Touch.Is).Select(call => (Call: call, Named: Named(call, start, deleted))).Where(t => t.Named.Length > 0);
        foreach (var same in touching.GroupBy(t => $"{t.Call.Operation} names {t.Named}"))
        {
            var call = same.First().Call;
            Faults.Add($"{kind}, {moment}: {same.Count()} × {same.Key}; forged {Suspects(call, number)}; e.g. {Short(call.ToString())}");
        }
    }

    // What a call names of the victim's. What belongs to them stays in a document that has what belongs to all, and nothing is added.
    private string Named(RecordedCall call, int start, bool deleted)
    {
        var named = call.Words.Where(_names.Contains).ToHashSet(StringComparer.Ordinal);
        if (Touch.IsShared(call)) named.SymmetricExceptWith(rig.Calls.WordsOf(call, start).Where(_names.Contains));
        // What an object left in the account that its spec names is removed, even if the account no longer admits its namespace.
        var isCleanup = deleted && _thieves.Any(t => t.Actor.Provider == _victim.Provider && (call.Words.Contains(t.Uid) || call.Words.Any(word => word.Contains(t.Uid, StringComparison.Ordinal))));
        if (call.Provider == _victim.Provider && !isCleanup) named.Add("the account of the victim's MediaProvider");
        return string.Join(", ", named.Order(StringComparer.Ordinal));
    }

    // Whoever's uid or name the call has, and else all who forged the name: the fewer fields, the likelier.
    private string Suspects(RecordedCall call, int number)
    {
        var own = _thieves.Where(t => call.Words.Contains(t.Uid) || call.Words.Any(word => word == t.Actor.Name || word.StartsWith($"{t.Actor.Name}-", StringComparison.Ordinal))).ToList();
        if (own.Count is 0 or > 3) own = [.. _thieves.Where(t => Words.In(t.Forging.Write([], [], number)).Any(call.Words.Intersect(_names).Contains))];
        return string.Join(" | ", own.Select(t => t.Forging.Fields).OrderBy(fields => fields.StartsWith("the whole", StringComparison.Ordinal)).ThenBy(fields => fields.Length).Take(4));
    }

    private static string Short(string text) => text.Length > 500 ? $"{text[..500]}…" : text;

    private async Task<string> SettledAsync(Actor actor)
    {
        var uid = await CreateAsync(actor, paused: false);
        await rig.UntilAsync(Resource(actor), kind.IsSettled, "it is settled", 120);
        await kind.Live(rig, actor);
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

    private Task<JsonObject> SinkAsync(string name, string of) => rig.Api.CreateAsync(rig.PathOf("eventsinks"), new()
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
