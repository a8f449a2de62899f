using System.Text.Json.Nodes;
using Onair.Tests.Integration.EveryKind;
using Onair.Tests.Manifests;

namespace Onair.Tests.Integration.Storm;

/// <summary>Somebody who creates an object, edits and deletes it, and creates another, as long as the storm lasts.</summary>
internal sealed class StormLife(EveryKindRig rig, KindShape kind, string who, Random random)
{
    private readonly string _id = $"{who}-{Guid.NewGuid():N}"[..(who.Length + 9)];
    private readonly Crd _crd = KindShapes.Crds.Single(crd => crd.Kind == kind.Kind);
    private readonly List<string> _uids = [];
    private readonly List<string> _names = [];
    private Actor _actor = null!;

    public KindShape Kind => kind;

    /// <summary>The uids of all its objects.</summary>
    public IReadOnlyList<string> Uids => _uids;

    /// <summary>That of its last object.</summary>
    public string Uid => _uids[^1];

    /// <summary>How many objects it created.</summary>
    public int Created => _uids.Count;

    /// <summary>Its last object was not deleted.</summary>
    public bool Exists { get; private set; }

    public async Task CreateAsync()
    {
        _actor = new(Role.Control, $"{_id}-{Created}", rig.Name, "storm");
        var created = await rig.Api.CreateAsync(rig.PathOf(_crd.Plural), new()
        {
            ["apiVersion"] = _crd.ApiVersion,
            ["kind"] = _crd.Kind,
            ["metadata"] = new JsonObject { ["name"] = _actor.Name },
            ["spec"] = await kind.Spec(rig, _actor),
        });
        _uids.Add((string)created["metadata"]!["uid"]!);
        _names.Add(_actor.Name);
        Exists = true;
    }

    public async Task StormAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            if (!Exists) await CreateAsync();
            else if (random.Next(3) == 0) await BeginDeletionAsync();
            else await EditAsync();
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * 8), end);
            }
            catch (OperationCanceledException)
            {
                // The next look ends it.
            }
        }

        // What is left is to be what a peaceful one is.
        if (Exists && kind.States.Count > 0) await StateAsync(kind.States[0]);
    }

    /// <summary>Waits until its object is settled, or is gone if it was deleted.</summary>
    public async Task SettleAsync()
    {
        if (!Exists) await GoneAsync(_actor.Name);
        else await Eventually.ShouldBeAsync(IsSettledAsync, () => $"{kind} {_actor.Name} is settled\n{rig.Operator.Tail(40)}", 180);
    }

    /// <summary>Deletes its object, and waits until all that it ever had are gone.</summary>
    public async Task DeleteAsync()
    {
        await BeginDeletionAsync();
        foreach (var name in _names) await GoneAsync(name);
    }

    private async Task<bool> IsSettledAsync() => await rig.Api.FindAsync(rig.PathOf(Resource)) is { } found && found["status"] is JsonObject status
        && (long?)status["observedGeneration"] == (long?)found["metadata"]!["generation"] && kind.IsSettled(status);

    private string Resource => $"{_crd.Plural}/{_actor.Name}";

    private async Task BeginDeletionAsync()
    {
        await rig.Api.DeleteAsync(rig.PathOf(Resource));
        Exists = false;
    }

    private Task EditAsync() => kind.States.Count > 0
        ? StateAsync(kind.States[random.Next(kind.States.Count)])
        : rig.Api.MergeAsync(rig.PathOf(Resource), new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["edit"] = $"n{random.Next(1000)}" } } }.ToJsonString());

    private Task StateAsync(string state) => rig.Api.MergeAsync(rig.PathOf(Resource), new JsonObject { ["spec"] = new JsonObject { ["state"] = state } }.ToJsonString());

    private Task GoneAsync(string name) => Eventually.ShouldBeAsync(
        async () => await rig.Api.FindAsync(rig.PathOf($"{_crd.Plural}/{name}")) is null, () => $"{kind} {name} is gone\n{rig.Operator.Tail(40)}", 180);
}
