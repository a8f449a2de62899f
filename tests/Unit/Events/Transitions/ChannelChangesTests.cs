using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Events.Transitions;

namespace Onair.Tests.Unit.Events.Transitions;

public sealed class ChannelChangesTests
{
    private static readonly IvsChannelStatus Provisioned = new() { StreamKeySecretRef = new() { Name = "lobby-stream-key" } };

    public static TheoryData<IvsChannelStatus, IvsChannelStatus, string[]> Cases => new()
    {
        { new(), new(), [] },
        { new(), Provisioned, ["provisioned"] },
        { Provisioned, Provisioned with { Stream = new() { Id = "a" } }, ["live a"] },
        { Provisioned with { Stream = new() { Id = "a" } }, Provisioned with { Stream = new() { Id = "a", Health = "STARVING" } }, [] },
        { Provisioned with { Stream = new() { Id = "a" } }, Provisioned with { Stream = new() { Id = "b" } }, ["offline a", "live b"] },
        { Provisioned with { Stream = new() { Id = "a" } }, Provisioned, ["offline a"] },
        { Provisioned, Provisioned with { Conditions = [Stalled("Rejected", "no")] }, ["failed Rejected no"] },
        { Provisioned with { Conditions = [Stalled("Rejected", "no")] }, Provisioned with { Conditions = [Stalled("Rejected", "not again")] }, [] },
        { Provisioned, Provisioned with { Outbox = new() { ClosedAt = DateTimeOffset.UnixEpoch } }, ["deleted"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_change_of_the_status_is_told(IvsChannelStatus before, IvsChannelStatus after, string[] told) =>
        ChannelChanges.Between(before, after).Select(c => c.Transition).OfType<Transition>()
            .Select(t => string.Join(' ', new[] { t.Name, t.SessionId, t.Reason, t.Message }.OfType<string>())).ShouldBe(told);

    private static Condition Stalled(string reason, string message) =>
        new() { Type = ConditionTypes.Stalled, Status = ConditionStatus.True, Reason = reason, Message = message };
}
