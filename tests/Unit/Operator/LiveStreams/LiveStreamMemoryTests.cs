using Onair.Operator;
using Onair.Operator.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Tests.Unit.Operator.ExternalResources;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>What the process remembers of a stream's resources belongs to the resource with the recorded id.</summary>
public sealed class LiveStreamMemoryTests
{
    [Fact]
    public void One_NotFound_of_a_recreated_channel_is_no_loss()
    {
        var memory = new LiveStreamMemory(new OperatorOptions(), new FakeTime());
        // Its creation fails, it is deleted and created again. The answer to the second creation is lost, so it is found by its tag.
        memory.Did("uid", new LiveStreamStep.Delete(Proven.Of(ResourceKind.Channel, "1")), View(null), View(null));
        memory.Did("uid", new LiveStreamStep.RecordLoss(ResourceKind.Channel, ByOthers: false), View(null), View(null));
        memory.Did("uid", new LiveStreamStep.RecordId(ResourceKind.Channel, "2"), View(null), View("2"));

        var next = DecideLoss.Next(View("2") with { Deleted = memory.Deleted("uid") }, ResourceKind.Channel);

        next.ShouldBe(new LiveStreamStep.RecordMissing(ResourceKind.Channel));
    }

    [Fact]
    public void A_deletion_that_AWS_accepted_is_the_proof_for_the_id_that_was_deleted()
    {
        var memory = new LiveStreamMemory(new OperatorOptions(), new FakeTime());
        memory.Did("uid", new LiveStreamStep.Delete(Proven.Of(ResourceKind.Channel, "1")), View("1"), View("1"));

        DecideLoss.Next(View("1") with { Deleted = memory.Deleted("uid") }, ResourceKind.Channel)
            .ShouldBe(new LiveStreamStep.RecordLoss(ResourceKind.Channel, ByOthers: false));
    }

    [Fact]
    public void A_creation_that_may_still_appear_is_not_proven_absent()
    {
        var memory = new LiveStreamMemory(new OperatorOptions(), new FakeTime());
        var begun = View(null);
        begun = begun with
        {
            Deleting = true,
            AttemptEnded = begun.Now,
            Status = begun.Status with { Resources = begun.Status.Resources with { Creating = new() { Resource = nameof(ResourceKind.Channel), Since = begun.Now } } },
        };
        var look = new LiveStreamStep.Look(ResourceKind.Channel, ByTag: true);

        memory.Did("uid", look, begun, begun);
        memory.ProvenAbsent("uid").ShouldBeEmpty();

        var later = begun with { Now = begun.Now + TimeSpan.FromMinutes(2) };
        memory.Did("uid", look, later, later);
        memory.ProvenAbsent("uid").ShouldBe([ResourceKind.Channel]);
    }

    [Fact]
    public void A_run_lasts_until_the_channel_is_seen_in_another_state()
    {
        var time = new FakeTime();
        var memory = new LiveStreamMemory(new OperatorOptions(), time);
        var start = time.GetUtcNow();

        memory.Running("uid", null).ShouldBeNull();
        memory.Running("uid", Lifecycle.Running).ShouldBe(start);
        time.Advance(60);
        memory.Running("uid", null).ShouldBe(start);
        memory.Running("uid", Lifecycle.Running).ShouldBe(start);
        memory.Running("uid", Lifecycle.Stopping).ShouldBeNull();
        memory.Running("uid", Lifecycle.Running).ShouldBe(time.GetUtcNow());
    }

    [Fact]
    public void Silence_begins_again_after_video_and_after_a_gap()
    {
        var time = new FakeTime();
        var memory = new LiveStreamMemory(new OperatorOptions(), time);
        var start = time.GetUtcNow();

        memory.Silent("uid", true).ShouldBe(start);
        time.Advance(120);
        memory.Silent("uid", true).ShouldBe(start);
        memory.Silent("uid", false).ShouldBeNull();
        memory.Silent("uid", true).ShouldBe(time.GetUtcNow());
        time.Advance(180);
        memory.Silent("uid", true).ShouldBe(time.GetUtcNow());
    }

    private static LiveStreamView View(string? channelId) => new()
    {
        Uid = "uid",
        Spec = new() { ProviderRef = new() { Name = "p" } },
        Status = new() { Resources = new() { Provider = "p", ChannelId = channelId } },
        Now = DateTimeOffset.UnixEpoch,
        Observed = new Dictionary<ResourceKind, ObservedResource> { [ResourceKind.Channel] = ObservedResource.Absent },
    };
}
