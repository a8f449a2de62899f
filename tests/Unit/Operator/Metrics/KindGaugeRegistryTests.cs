using Onair.Api.IvsChannels;
using Onair.Operator.Metrics;

namespace Onair.Tests.Unit.Operator.Metrics;

public sealed class KindGaugeRegistryTests
{
    [Fact]
    public void Counts_the_objects_of_a_kind_by_its_label()
    {
        IvsChannel[] channels = [Channel("Live"), Channel("Idle"), Channel("Live"), new()];

        KindGaugeRegistry.By(IvsChannelKind.Definition.Gauge!, channels).Select(m => $"{m.Tags[0].Key}={m.Tags[0].Value} {m.Value}")
            .ShouldBe(["phase=Live 2", "phase=Idle 1", "phase=Pending 1"]);
    }

    private static IvsChannel Channel(string phase) => new() { Status = new() { Phase = phase } };
}
