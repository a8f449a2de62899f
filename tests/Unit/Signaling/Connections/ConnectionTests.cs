using Microsoft.Extensions.Logging.Abstractions;
using Onair.Api.BroadcastSites;
using Onair.Signaling;
using Onair.Signaling.Accounting;
using Onair.Signaling.Connections;
using Onair.Signaling.Ice;
using Onair.Signaling.Messages;
using Onair.Signaling.Replicas;
using Onair.Signaling.Sites;
using Onair.Signaling.State;
using Onair.Signaling.Tokens;

namespace Onair.Tests.Unit.Signaling.Connections;

/// <summary>Sockets whose pages do not read. PostgreSQL is not there.</summary>
public sealed class ConnectionTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeTime _time = new();
    private readonly Database _database;
    private readonly KeySets _keys;
    private readonly BeaconBuffer _beacons;
    private readonly Heartbeat _heartbeat;
    private readonly ConnectionRegistry _registry = new();
    private readonly ConnectionServices _services;

    public ConnectionTests()
    {
        var settings = new SignalingSettings { Port = 1, ManagementPort = 2, Database = "Host=127.0.0.1;Port=1", OperatorToken = "" };
        var (sites, replica) = (new OneSite(), new Replica());
        _database = new(settings, _time, NullLogger<Database>.Instance);
        _keys = new(settings, _time, NullLogger<KeySets>.Instance);
        _beacons = new(_database, _registry, _time, NullLogger<BeaconBuffer>.Instance);
        _heartbeat = new(_database, replica, _registry, _time, NullLogger<Heartbeat>.Instance);
        _services = new(
            settings, _database, sites, new(sites, _keys, _time), new IceServerBuilder(sites, settings, _time), _registry, _heartbeat, replica, _beacons, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _heartbeat.Dispose();
        _beacons.Dispose();
        _keys.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Ends_when_a_page_sends_without_reading()
    {
        using var socket = new PageSocket("""{"type":"ping"}""");
        using var connection = Connect(socket);
        var running = Task.Run(() => connection.RunAsync(CancellationToken.None));
        await Eventually.ShouldBeAsync(() => Task.FromResult(socket.Read > 1), "frames wait");

        socket.Abort();

        await running.WaitAsync(Patience);
        _registry.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Reads_no_further_ahead_than_it_works()
    {
        using var socket = new PageSocket("""{"type":"ping"}""");
        using var connection = Connect(socket);
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => connection.RunAsync(stop.Token));
        await Eventually.ShouldBeAsync(() => Task.FromResult(socket.Read > 30), "frames wait");

        await stop.CancelAsync();
        socket.Abort();

        await running.WaitAsync(Patience);
        socket.Read.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task Gives_a_page_up_for_which_too_much_waits()
    {
        using var socket = new PageSocket();
        using var connection = Connect(socket);
        var offer = new ServerMessage("offer") { Sdp = new string('a', 48 * 1024) };
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => connection.RunAsync(stop.Token));

        for (var i = 0; i < 50; i++) connection.Relay(offer);
        socket.IsAborted.ShouldBeFalse();
        for (var i = 0; i < 50; i++) connection.Relay(offer);

        socket.IsAborted.ShouldBeTrue();
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    [Fact]
    public void Returns_the_former_socket_of_a_participant_that_resumes()
    {
        using var sockets = new PageSocket();
        using var former = Connect(sockets);
        using var newer = Connect(sockets);
        var participant = new ParticipantRow("3q2-7wEj", "web/site", "alice", "Alice", 1);

        _registry.Claim(participant, former).ShouldBeNull();
        _registry.Claim(participant with { Epoch = 2 }, newer).ShouldBe(former);

        _registry.Remove(former, participant.Id);
        _registry.Find(participant.Id).ShouldBe(newer);
    }

    private Connection Connect(PageSocket socket) => new(_services, socket, "web/site", "https://www.example.com", NullLogger.Instance);

    private sealed class OneSite : ISites
    {
        public IReadOnlyCollection<BroadcastSite> All => [];

        public BroadcastSite? Find(string path) => null;

        public Task<SiteSecret> SecretAsync(BroadcastSite site, SiteSecretReference reference, CancellationToken cancellationToken) => Task.FromResult(new SiteSecret(null, SecretLack.NoSecret));

        public string? Unready() => null;
    }
}
