using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.IvsChannels.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.IvsChannels;

/// <summary>Edits and drift under an annotation are handled when the annotation goes.</summary>
public sealed class IvsLeftAloneTests
{
    private readonly SimulatedIvs _ivs = new();

    [Theory]
    [InlineData(Annotations.Paused)]
    [InlineData(Annotations.ObserveOnly)]
    public void An_edit_made_under_an_annotation_is_applied_when_the_annotation_goes(string annotation)
    {
        _ivs.RunToEnd();
        _ivs.Annotations = new() { [annotation] = "true" };
        _ivs.RunRound();
        _ivs.Changes.Clear();
        _ivs.Edit(s => s with { LatencyMode = IvsLatencyMode.Normal });
        for (var i = 0; i < 3; i++) _ivs.RunRound();
        _ivs.Changes.ShouldBeEmpty();

        _ivs.Annotations = null;
        _ivs.RunUntil(end => end is Settle);

        _ivs.Changes.ShouldBe(["Update"]);
        _ivs.Of(IvsResource.Channel)!.Channel!.LatencyMode.ShouldBe("NORMAL");
        _ivs.Status.ObservedGeneration.ShouldBe(_ivs.Generation);
    }

    [Fact]
    public void Drift_that_was_only_observed_is_corrected_when_the_annotation_goes()
    {
        _ivs.RunToEnd();
        _ivs.Annotations = new() { [Annotations.ObserveOnly] = "true" };
        _ivs.ChangeElsewhere(c => c with { Authorized = true });
        _ivs.RunRound(lookAtAll: true);

        _ivs.Annotations = null;
        _ivs.RunUntil(end => end is Settle);

        _ivs.Of(IvsResource.Channel)!.Channel!.Authorized.ShouldBeFalse();
    }

    [Fact]
    public void Silence_and_a_pause_do_not_hide_that_an_edit_was_only_observed()
    {
        var observed = ChannelConditions.After(View(new()) with { ObserveOnly = true }, new IvsChannelStep.Observe([]), 3);
        observed.ObservedGeneration.ShouldBe(3);

        var silent = ChannelConditions.After(View(observed) with { ObserveOnly = true }, new Unsure("NoAnswer", "…"), 3);
        silent.ObservedGeneration.ShouldBe(2, "the next round, or the next process, compares everything");
        var paused = ChannelConditions.After(View(observed) with { ObserveOnly = true }, new Wait("Paused", "…"), 3);
        paused.ObservedGeneration.ShouldBe(2);
        ChannelConditions.After(View(silent), new IvsChannelStep.Settle([]), 3).ObservedGeneration.ShouldBe(3);
    }

    private static IvsChannelView View(IvsChannelStatus status) => new()
    {
        Uid = "uid",
        Spec = new() { ProviderRef = new() { Name = "p" } },
        Status = status,
        Now = DateTimeOffset.UnixEpoch,
    };
}
