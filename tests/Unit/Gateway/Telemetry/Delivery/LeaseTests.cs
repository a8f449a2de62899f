using Onair.Gateway.Telemetry.Delivery;

namespace Onair.Tests.Unit.Gateway.Telemetry.Delivery;

public sealed class LeaseTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void A_lease_that_nobody_prolongs_ends_what_is_being_sent_before_another_replica_may_begin()
    {
        using var lease = new Lease(3, _time);
        _time.Advance(7);
        lease.Check();
        lease.IsValid.ShouldBeTrue();

        lease.Renew(_time.GetTimestamp());
        _time.Advance(7);
        lease.Check();
        lease.IsValid.ShouldBeTrue();

        _time.Advance(1);
        lease.IsValid.ShouldBeFalse();
        lease.Lost.IsCancellationRequested.ShouldBeFalse();
        lease.Check();
        lease.Lost.IsCancellationRequested.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 64)]
    [InlineData(1, 64)]
    [InlineData(2, 32)]
    [InlineData(3, 22)]
    [InlineData(100, 1)]
    public void Replicas_share_all_shards(long replicas, int share) => ShardLeases.ShareOf(replicas).ShouldBe(share);
}
