using Onair.Gateway.Telemetry;
using static Onair.Tests.Integration.Telemetry.StoreRig;

namespace Onair.Tests.Integration.Telemetry;

/// <summary>Which days are dropped, and what of the outbox.</summary>
public sealed class KeeperTests
{
    private const string InOutbox = "SELECT count(*) FROM onair_telemetry.outbox";

    [Fact]
    public async Task A_day_is_kept_for_events_that_wait_but_not_longer_than_the_limit()
    {
        await using var rig = await StartAsync(WithReceiver);
        foreach (var days in (int[])[20, 59, 61])
        {
            await rig.QueryAsync($"SET search_path TO onair_telemetry; SELECT make_partitions(current_date - {days}, current_date - {days})");
            await rig.ReportAsync(SessionId.New(TimeProvider.System.GetUtcNow().AddDays(-days)), Stream("show"), Event(1, "stream_start"));
        }
        await rig.QueryAsync("SET search_path TO onair_telemetry; SELECT make_partitions(current_date - 40, current_date - 40)");

        using var keeper = rig.NewKeeper();
        await keeper.LookAsync(CancellationToken.None);

        (await rig.QueryAsync("SELECT current_date - day, count(*) FROM onair_telemetry.outbox GROUP BY day ORDER BY 1")).ShouldBe("20|2\n59|2");
        (await rig.QueryAsync("SELECT current_date - day FROM onair_telemetry.sessions ORDER BY 1")).ShouldBe("20\n59");
        (await rig.QueryAsync("SELECT count(*) FROM pg_inherits WHERE inhparent = 'onair_telemetry.events'::regclass")).ShouldBe("6");
    }

    [Fact]
    public async Task Without_a_receiver_the_outbox_is_cleared_unless_another_replica_delivers()
    {
        await using var rig = await StartAsync();
        await rig.QueryAsync("INSERT INTO onair_telemetry.outbox (shard, day, session, number, created_at) SELECT 1, current_date, 's', n, now() - interval '2 hours' FROM generate_series(1, 30000) n");
        await rig.QueryAsync("INSERT INTO onair_telemetry.outbox (shard, day, session, number) VALUES (1, current_date, 's', 0)");
        await rig.QueryAsync("INSERT INTO onair_telemetry.replicas (id) VALUES ('other')");

        using (var keeper = rig.NewKeeper()) await keeper.LookAsync(CancellationToken.None);
        (await rig.QueryAsync(InOutbox)).ShouldBe("30001");

        await rig.QueryAsync("UPDATE onair_telemetry.replicas SET seen_at = now() - interval '2 minutes'");
        using (var keeper = rig.NewKeeper()) await keeper.LookAsync(CancellationToken.None);
        (await rig.QueryAsync(InOutbox)).ShouldBe("1", "what came within the last hour may still have a receiver");
    }

    private static TelemetrySettings WithReceiver(TelemetrySettings settings) => settings with { Downstream = new(new() { Url = "https://a.example/" }, null) };
}
