using System.Collections.Concurrent;
using Onair.Kubernetes.Access;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;

namespace Onair.Tests.Integration.Kubernetes;

#pragma warning disable CA1001 // xunit calls DisposeAsync.
[Collection(ControlPlaneCollection.Name)]
public sealed class InformerTests(ControlPlane plane) : GadgetTests(plane)
{
    private readonly ConcurrentQueue<InformerEvent<Gadget>> _events = [];
    private TcpProxy _proxy = null!;
    private KubernetesClient _proxied = null!;
    private Task _running = Task.CompletedTask;

    [Fact]
    public async Task The_store_follows_additions_changes_and_deletions()
    {
        await CreateAsync("a");
        var informer = Start(o => o.Indexes["color"] = g => g.Spec.Color is { } color ? [color] : []);
        await informer.WaitForSyncAsync(Stop.Token);
        informer.Get(Key("a")).ShouldNotBeNull();

        await Client.PatchAsync(Gadget.Type, "a", Namespace, Patch.Merge("""{"spec":{"color":"red"}}"""), null, Stop.Token);
        await Eventually.ShouldBeAsync(() => informer.ByIndex("color", "red").Count == 1, "a is found as red");
        await Client.PatchAsync(Gadget.Type, "a", Namespace, Patch.Merge("""{"spec":{"color":"blue"}}"""), null, Stop.Token);
        await Eventually.ShouldBeAsync(() => informer.ByIndex("color", "blue").Count == 1, "a is found as blue");
        informer.ByIndex("color", "red").ShouldBeEmpty();

        await Client.DeleteAsync(Gadget.Type, "a", Namespace, null, Stop.Token);
        await Eventually.ShouldBeAsync(() => informer.Get(Key("a")) is null, "a is gone");
        informer.ByIndex("color", "blue").ShouldBeEmpty();
        _events.Select(e => e.Type).ShouldBe([InformerEventType.Added, InformerEventType.Modified, InformerEventType.Modified, InformerEventType.Deleted]);
        (_events.First().FromList, _events.Last().Tombstone).ShouldBe((true, false));
    }

    [Fact]
    public async Task A_connection_dropped_in_the_middle_of_the_list_costs_no_object_and_doubles_none()
    {
        foreach (var i in Enumerable.Range(0, 40)) await CreateAsync($"g{i}");
        _proxy.CutAfter(20_000);

        var informer = Start(o => o.PageSize = 5);
        await informer.WaitForSyncAsync(Stop.Token);

        _proxy.HasCut.ShouldBeTrue("the connection was to be cut within the list");
        informer.List().Count.ShouldBe(40);
        _events.Count(e => e.Type == InformerEventType.Added).ShouldBe(40);
    }

    [Fact]
    public async Task Reports_changes_during_a_disconnect_after_the_reconnect()
    {
        await CreateAsync("kept");
        await CreateAsync("deleted");
        var informer = Start();
        await informer.WaitForSyncAsync(Stop.Token);
        await CreateAsync("first");
        await Eventually.ShouldBeAsync(() => informer.Get(Key("first")) is not null, "the watch is open");

        _proxy.Cut();
        await Client.DeleteAsync(Gadget.Type, "deleted", Namespace, null, Stop.Token);
        await CreateAsync("made");
        _proxy.Heal();

        await Eventually.ShouldBeAsync(() => informer.Get(Key("made")) is not null && informer.Get(Key("deleted")) is null, "the store has caught up");
        _events.Count(e => e.Type == InformerEventType.Deleted).ShouldBe(1);
    }

    [Fact]
    public async Task A_version_that_is_gone_leads_to_a_new_list_and_to_concluded_deletions()
    {
        var kept = await CreateAsync("kept");
        await CreateAsync("deleted");
        await CreateAsync("remade");
        var informer = Start();
        await informer.WaitForSyncAsync(Stop.Token);

        _proxy.Cut();
        await Client.DeleteAsync(Gadget.Type, "deleted", Namespace, null, Stop.Token);
        await Client.DeleteAsync(Gadget.Type, "remade", Namespace, null, Stop.Token);
        var remade = await CreateAsync("remade", 2);
        await Plane.CompactAsync();
        // A new server remembers nothing of before, and etcd neither.
        await Plane.RestartApiServerAsync();
        _proxy.Heal();

        await Eventually.ShouldBeAsync(() => informer.Get(Key("deleted")) is null && informer.Get(Key("remade"))?.Metadata.Uid == remade.Metadata.Uid, "the store has caught up");
        var deletions = _events.Where(e => e.Type == InformerEventType.Deleted).ToList();
        deletions.Select(e => e.Object.Metadata.Name).ShouldBe(["deleted", "remade"], ignoreOrder: true);
        deletions.ShouldAllBe(e => e.Tombstone);
        _events.Count(e => e.Object.Metadata.Uid == kept.Metadata.Uid).ShouldBe(1, "what did not change is not told again");
    }

    [Fact]
    public async Task A_killed_api_server_is_followed_again_once_it_is_back()
    {
        var informer = Start();
        await informer.WaitForSyncAsync(Stop.Token);
        await CreateAsync("before");
        await Eventually.ShouldBeAsync(() => informer.Get(Key("before")) is not null, "before is seen");

        await Plane.RestartApiServerAsync();
        await CreateAsync("after");

        await Eventually.ShouldBeAsync(() => informer.Get(Key("after")) is not null, "after is seen");
        informer.List().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_watch_that_has_gone_quiet_is_opened_again()
    {
        var informer = Start(o => o.StallTimeout = TimeSpan.FromSeconds(2));
        await informer.WaitForSyncAsync(Stop.Token);
        await CreateAsync("a");
        await Eventually.ShouldBeAsync(() => informer.Get(Key("a")) is not null, "a is seen");

        // The connections stay open, and nothing comes: a firewall that forgot us.
        _proxy.Freeze();
        var before = _proxy.Accepted;
        await CreateAsync("b");
        await Eventually.ShouldBeAsync(() => _proxy.Accepted > before, "another connection is tried");
        _proxy.Thaw();

        await Eventually.ShouldBeAsync(() => informer.Get(Key("b")) is not null, "b is seen");
        informer.Health.Synced.ShouldBeTrue();
    }

    [Fact]
    public async Task A_kind_in_which_nothing_happens_is_no_connection_that_is_dead()
    {
        var informer = Start(o => o.StallTimeout = TimeSpan.FromSeconds(1));
        await CreateAsync("only");
        await Eventually.ShouldBeAsync(() => informer.Known.Get(Key("only")) is not null, "it is seen");
        var last = informer.Health.LastContact;

        await Eventually.ShouldBeAsync(() => informer.Health.LastContact > last + (3 * informer.StallTimeout), "there is contact again and again");

        _events.Count.ShouldBe(1, "what did not change is not told again");
    }

    [Fact]
    public async Task A_bookmark_moves_the_version_on_while_nothing_matches()
    {
        var start = (await Client.ListPageAsync(Gadget.Type, Namespace, null, null, Stop.Token)).ResourceVersion;
        var watching = Client.WatchAsync(Gadget.Type, Namespace, start, null, TimeSpan.FromSeconds(6), Stop.Token).ToListAsync();
        var elsewhere = await Client.CreateAsync(Gadget.Type, Gadget.Named("elsewhere-" + Namespace, "default"), Stop.Token);

        var events = await watching;

        events.ShouldNotBeEmpty();
        events.ShouldAllBe(e => e.Type == WatchEventType.Bookmark);
        ulong.Parse(events[^1].ResourceVersion, null).ShouldBeGreaterThanOrEqualTo(ulong.Parse(elsewhere.Metadata.ResourceVersion!, null));
    }

    [Fact]
    public async Task A_continue_token_that_expired_is_gone()
    {
        foreach (var i in Enumerable.Range(0, 4)) await CreateAsync($"g{i}");
        var page = await Client.ListPageAsync(Gadget.Type, Namespace, new ListOptions { Limit = 2 }, null, Stop.Token);
        await CreateAsync("later");
        await Plane.CompactAsync();

        var next = Client.ListPageAsync(Gadget.Type, Namespace, new ListOptions { Limit = 2 }, page.Continue, Stop.Token);

        (await Should.ThrowAsync<ApiException>(next)).IsGone.ShouldBeTrue();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _running;
        _proxied?.Dispose();
        if (_proxy is not null) await _proxy.DisposeAsync();
    }

    protected override Task BeginAsync()
    {
        _proxy = new TcpProxy(Plane.ApiServerPort);
        _proxied = new KubernetesClient(ClusterAccess.FromKubeconfig(Plane.KubeconfigFor(_proxy.Port)));
        return Task.CompletedTask;
    }

    private Informer<Gadget> Start(Action<InformerOptions<Gadget>>? configure = null)
    {
        var options = new InformerOptions<Gadget> { Namespace = Namespace, MaxBackoff = TimeSpan.FromSeconds(1) };
        configure?.Invoke(options);
        var informer = new Informer<Gadget>(_proxied, Gadget.Type, options);
        informer.Subscribe(_events.Enqueue);
        _running = informer.RunAsync(Stop.Token);
        return informer;
    }
}
