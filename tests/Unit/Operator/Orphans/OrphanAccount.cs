using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Operator;
using Onair.Operator.Orphans;

namespace Onair.Tests.Unit.Operator.Orphans;

/// <summary>An account whose lists and whose cluster's objects a test says, and the operator's memory of it.</summary>
internal sealed class OrphanAccount
{
    public const string Cluster = "production";

    public static OrphanType Channels { get; } = new("Channel", "channel", (orphan, region) => [$"delete {orphan.Id} in {region}"]);

    public static OrphanType Inputs { get; } = new("Input", "input", (orphan, region) => [$"stop {orphan.Id}", $"delete {orphan.Id} in {region}"]);

    private readonly OperatorOptions _options = new() { ClusterName = Cluster, Prices = new() { Currency = "USD" } };
    private readonly OrphanRegistry _registry = new();
    private readonly OrphanSweeper _sweeper;

    /// <param name="watched">The one namespace that is watched; empty for all.</param>
    public OrphanAccount(string watched = "")
    {
        _options.WatchNamespace = watched;
        // Two kinds: an object of either keeps its resources.
        _sweeper = new(new([() => Living, () => LivingOfAnotherKind]), _registry, _options);
    }

    public FakeTime Time { get; } = new();

    public List<string>? Living { get; set; } = [];

    public List<string>? LivingOfAnotherKind { get; set; } = [];

    public MediaProvider Provider { get; set; } = new()
    {
        Metadata = new() { Name = "p", Uid = "provider" },
        Spec = new() { Aws = new() { Region = "eu-central-1" } },
    };

    public TimeSpan Patience => TimeSpan.FromSeconds(_options.OrphanSeconds);

    public OrphanRegistry Registry => _registry;

    public OrphanSweeper Sweeper => _sweeper;

    public IEnumerable<string> Orphans => (_registry.Of(Provider, Channels.Name)?.Orphans ?? []).Select(o => o.Id);

    public static ListedResource Tagged(string id, string uid, string? cluster = Cluster, string? name = "LiveStream/shows/demo")
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal) { [Tags.Uid] = uid };
        if (cluster is not null) tags[Tags.Cluster] = cluster;
        if (name is not null) tags[Tags.Resource] = name;
        return ListedResource.Of(id, tags)!;
    }

    /// <summary>A complete list of the channels, now.</summary>
    public void List(params ListedResource[] listed) => _sweeper.Take(Provider, Channels, Time.GetUtcNow(), listed);

    /// <summary>The same list now and when patience ends.</summary>
    public void ListForLong(params ListedResource[] listed)
    {
        List(listed);
        Time.Advance(Patience);
        List(listed);
    }

    /// <summary>The provider's controller writes the status; returns whether it differs.</summary>
    public bool Write()
    {
        var before = Provider.Status ?? new();
        var after = OrphanReport.After(before, [Channels, Inputs], t => _registry.Of(Provider, t.Name)?.Orphans);
        Provider = Provider.With(after);
        return before != after;
    }
}
