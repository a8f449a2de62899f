using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.Reconciliation;

/// <summary>How many of a kind's workers one provider may occupy.</summary>
public sealed class ProviderSlotsTests
{
    private readonly FakeTime _time = new();
    private readonly AccountHealthRegistry _healths;

    public ProviderSlotsTests() => _healths = new(_time);

    [Theory]
    [InlineData(16, 14, 4)]
    [InlineData(4, 3, 1)]
    [InlineData(1, 1, 1)]
    public void A_provider_gets_most_workers_while_it_answers_and_few_while_it_does_not(int workers, int answering, int silent)
    {
        Free(new(workers, _healths), "p", CallPriority.Normal).ShouldBe(answering);

        Silence("p");
        Free(new(workers, _healths), "p", CallPriority.User).ShouldBe(silent);
        Free(new(workers, _healths), "other", CallPriority.Background).ShouldBe(answering);
    }

    [Fact]
    public void Calls_that_hang_count_before_they_time_out()
    {
        _healths.Of("p").Of("medialive").Enter(CallPriority.Normal);
        _time.Advance(4);

        Free(new(16, _healths), "p", CallPriority.Normal).ShouldBe(4);
    }

    [Fact]
    public void Some_are_kept_for_stops()
    {
        var slots = new ProviderSlots(16, _healths);
        Silence("p");

        Free(slots, "p", CallPriority.Normal).ShouldBe(4);
        Free(slots, "p", CallPriority.Stop).ShouldBe(2);
    }

    [Fact]
    public void A_slot_that_is_left_is_free_again()
    {
        var slots = new ProviderSlots(1, _healths);

        using (slots.TryEnter("p", CallPriority.Normal)) slots.TryEnter("p", CallPriority.Normal).ShouldBeNull();

        slots.TryEnter("p", CallPriority.Normal).ShouldNotBeNull();
    }

    [Fact]
    public void A_resource_without_a_provider_needs_no_slot() => Enumerable.Range(0, 99).ShouldAllBe(_ => new ProviderSlots(1, _healths).TryEnter(null, CallPriority.Normal) != null);

    private void Silence(string provider)
    {
        var circuit = _healths.Of(provider).Of("medialive");
        circuit.Leave(circuit.Enter(CallPriority.Normal)!, answered: false);
    }

    private static int Free(ProviderSlots slots, string provider, CallPriority priority) =>
        Enumerable.Range(0, 99).TakeWhile(_ => slots.TryEnter(provider, priority) is not null).Count();
}
