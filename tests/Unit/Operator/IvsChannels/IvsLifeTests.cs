using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.IvsChannels;

/// <summary>What becomes of a channel in IVS in the course of its life.</summary>
public sealed class IvsLifeTests
{
    private void Adopt(string arn) =>
        (_ivs.Annotations, _ivs.Adoption) = (new() { [Annotations.Adopt] = $$"""{"channelArn": "{{arn}}"}""" }, new() { Ids = [arn] });

    private readonly SimulatedIvs _ivs = new();

    [Fact]
    public void Creates_resources_in_order_of_their_dependencies()
    {
        _ivs.RunToEnd();

        // CreateChannel makes the key, which gets the tags of ownership.
        _ivs.Changes.ShouldBe(["Create RecordingConfiguration", "Create Channel", "Claim StreamKey"]);
    }

    [Fact]
    public void A_live_channel_is_deleted_in_the_order_of_IVS_though_its_encoder_comes_back()
    {
        BeLive();
        _ivs.Changes.Clear();

        _ivs.RunUntilGone();

        _ivs.Changes.ShouldBe(["Delete StreamKey", "Stop", "Delete Channel", "Delete RecordingConfiguration"]);
        _ivs.Told.ShouldBe(["provisioned", "live", "offline"]);
    }

    [Fact]
    public void A_guarded_channel_stays_until_the_stream_ends()
    {
        _ivs.Edit(s => s with { OnAirGuard = true });
        BeLive();
        _ivs.Changes.Clear();
        _ivs.Deleting = true;

        var wait = _ivs.RunUntil(end => end is Wait).ShouldBeOfType<Wait>();

        (wait.Reason, wait.For).ShouldBe(("OnAir", WaitFor.OnAir));
        wait.Message.ShouldContain("spec.onAirGuard: false");
        _ivs.Changes.ShouldBeEmpty();
        _ivs.Encoder = false;
        _ivs.RunUntilGone();
        _ivs.Existing.ShouldBeEmpty();
    }

    [Fact]
    public void An_edit_of_a_live_channel_waits_for_the_end_of_the_stream_and_never_ends_it()
    {
        BeLive();
        _ivs.Edit(s => s with { LatencyMode = IvsLatencyMode.Normal, Authorized = true });

        Settled().PendingFields.ShouldBe(["spec.latencyMode", "spec.authorized"]);
        Condition(IvsChannelConditions.ChangesPending)!.Message.ShouldBe("These changes wait until the stream ends: spec.latencyMode, spec.authorized");
        Condition(ConditionTypes.Ready)!.Status.ShouldBe(ConditionStatus.True);
        _ivs.LiveId.ShouldNotBeNull();
        _ivs.Changes.ShouldNotContain("Update");

        _ivs.Encoder = false;
        _ivs.Tick(TimeSpan.FromSeconds(5));
        Settled().PendingFields.ShouldBeEmpty();
        Condition(IvsChannelConditions.ChangesPending).ShouldBeNull();
        _ivs.Of(IvsResource.Channel)!.Channel.ShouldNotBeNull().LatencyMode.ShouldBe("NORMAL");
        _ivs.Changes.ShouldNotContain("Stop");
    }

    [Fact]
    public void A_recording_is_replaced_before_the_former_one_goes()
    {
        _ivs.RunToEnd();
        _ivs.Changes.Clear();
        _ivs.Edit(s => s with { Recording = new() { Bucket = "second", ThumbnailIntervalSeconds = 5 } });

        Settled();

        _ivs.Changes.ShouldBe(["Create RecordingConfiguration", "Update", "Delete RecordingConfiguration"]);
        _ivs.Of(IvsResource.RecordingConfiguration)!.Recording.ShouldBe(new("second", 0, 5));
    }

    [Fact]
    public void The_recording_of_a_live_stream_goes_on_until_it_ends()
    {
        BeLive();
        var former = _ivs.Status.Resources.RecordingConfigurationArn;
        _ivs.Edit(s => s with { Recording = null });

        Settled().PendingFields.ShouldBe(["spec.recording"]);
        _ivs.Status.Resources.FormerRecordingConfigurationArn.ShouldBe(former);
        _ivs.Of(IvsResource.RecordingConfiguration).ShouldNotBeNull();

        _ivs.Encoder = false;
        _ivs.Tick(TimeSpan.FromSeconds(5));
        Settled();
        _ivs.Of(IvsResource.RecordingConfiguration).ShouldBeNull();
        _ivs.Status.Resources.FormerRecordingConfigurationArn.ShouldBeNull();
    }

    [Fact]
    public void Two_edits_of_the_recording_of_a_live_stream_leave_two_configurations_at_most()
    {
        BeLive();
        _ivs.Edit(s => s with { Recording = new() { Bucket = "second" } });
        Settled();
        _ivs.Edit(s => s with { Recording = new() { Bucket = "third" } });
        Settled();

        _ivs.Existing.Where(r => r.Kind == IvsResource.RecordingConfiguration).Select(r => r.Recording!.Bucket).ShouldBe(["first", "third"]);
        _ivs.Encoder = false;
        _ivs.Tick(TimeSpan.FromSeconds(5));
        Settled();
        _ivs.Of(IvsResource.RecordingConfiguration)!.Recording!.Bucket.ShouldBe("third");
    }

    [Fact]
    public void A_bucket_that_IVS_cannot_use_is_told_and_tried_again()
    {
        _ivs.BadBuckets.Add("first");

        var wait = _ivs.RunUntil(end => end is Stall { Reason: "RecordingFailed" }).ShouldBeOfType<Stall>();

        wait.Message.ShouldStartWith("IVS could not set up the recording to bucket \"first\" (CREATE_FAILED): it must exist in the channel's region.");
        _ivs.Existing.ShouldBeEmpty("a failed configuration can only be deleted");
        _ivs.BadBuckets.Clear();
        _ivs.Tick(TimeSpan.FromMinutes(2));
        Settled();
        _ivs.Existing.Count.ShouldBe(3);
    }

    [Fact]
    public void Drift_is_corrected()
    {
        _ivs.RunToEnd();
        _ivs.ChangeElsewhere(c => c with { Type = "BASIC", InsecureIngest = true });
        _ivs.Changes.Clear();

        _ivs.RunRound(lookAtAll: true).ShouldBeOfType<IvsChannelStep.Settle>();

        _ivs.Changes.ShouldBe(["Update"]);
        _ivs.Of(IvsResource.Channel)!.Channel!.Type.ShouldBe("STANDARD");
    }

    [Fact]
    public void A_stream_key_that_somebody_deleted_is_made_anew_and_written_into_the_Secret()
    {
        _ivs.RunToEnd();
        var former = _ivs.SecretKeyArn;
        _ivs.DeleteElsewhere(IvsResource.StreamKey);

        _ivs.RunRound(lookAtAll: true).ShouldBeOfType<Wait>().Reason.ShouldBe("Missing");
        Settled();

        _ivs.SecretKeyArn.ShouldBe(_ivs.Of(IvsResource.StreamKey)!.Arn);
        _ivs.SecretKeyArn.ShouldNotBe(former);
        _ivs.Losses.ShouldBe(1);
    }

    [Fact]
    public void A_channel_that_somebody_deleted_is_made_anew_with_its_key()
    {
        _ivs.RunToEnd();
        _ivs.DeleteElsewhere(IvsResource.StreamKey);
        _ivs.DeleteElsewhere(IvsResource.Channel);

        _ivs.RunRound(lookAtAll: true);
        Settled();

        _ivs.Existing.Count.ShouldBe(3);
        _ivs.SecretKeyArn.ShouldBe(_ivs.Of(IvsResource.StreamKey)!.Arn);
        _ivs.Status.Playback!.Url.ShouldBe($"https://play/{_ivs.Of(IvsResource.Channel)!.Arn}");
    }

    [Fact]
    public void An_existing_channel_is_adopted_and_becomes_as_declared()
    {
        var arn = _ivs.Foreign(IvsResource.Channel, channel: new() { Name = "theirs", Type = "BASIC", LatencyMode = "LOW" });
        Adopt(arn);

        Settled();

        _ivs.Status.Resources.ChannelArn.ShouldBe(arn);
        _ivs.Of(IvsResource.Channel)!.Owner.ShouldBe(SimulatedIvs.Uid);
        _ivs.Of(IvsResource.Channel)!.Channel!.Type.ShouldBe("STANDARD");
        _ivs.Changes.ShouldNotContain("Create Channel");
        _ivs.Changes.ShouldContain("Create StreamKey", "it had none");
        _ivs.SecretKeyArn.ShouldBe(_ivs.Of(IvsResource.StreamKey)!.Arn);
    }

    [Fact]
    public void The_stream_key_of_an_adopted_channel_is_copied_nowhere_until_there_is_another()
    {
        var arn = _ivs.Foreign(IvsResource.Channel, channel: new() { Name = "theirs", Type = "BASIC", LatencyMode = "LOW" });
        var key = _ivs.Foreign(IvsResource.StreamKey, channelArn: arn);
        Adopt(arn);

        Settled();

        (_ivs.Status.Resources.StreamKeyArn, _ivs.SecretKeyArn, _ivs.Status.StreamKeySecretRef).ShouldBe((key, null, null));
        _ivs.Changes.Clear();
        _ivs.RunRound(lookAtAll: true);
        Settled();
        _ivs.Changes.ShouldBeEmpty();
        _ivs.DeleteElsewhere(IvsResource.StreamKey);
        _ivs.RunRound(lookAtAll: true);
        Settled();
        _ivs.SecretKeyArn.ShouldBe(_ivs.Of(IvsResource.StreamKey)!.Arn);
        _ivs.Status.StreamKeySecretRef.ShouldNotBeNull();
    }

    /// <summary>Who owns a channel, or null when there is none → the refusal, which is the same without permission.</summary>
    [Theory]
    [InlineData("other")]
    [InlineData("")]
    [InlineData(null)]
    public void Without_permission_nobody_learns_whose_a_channel_is(string? owner)
    {
        var arn = owner is null ? "arn:guessed" : _ivs.Foreign(IvsResource.Channel, owner.Length == 0 ? null : owner, new() { Name = "theirs" });
        Adopt(arn);
        _ivs.Adoption = new() { Ids = ["arn:another"], Tag = new() { Key = "adoptable-by" } };

        var stall = _ivs.RunToEnd().ShouldBeOfType<Stall>();

        (stall.Reason, stall.Message).ShouldBe((
            "AdoptionRefused",
            $"metadata.annotations[onair.dev/adopt]: Invalid value: \"{arn}\": MediaProvider \"p\" permits the adoption of no IVS channel with this ARN: it must be in its spec.adoption.ids, or have its spec.adoption.tag"));
        _ivs.Changes.ShouldNotContain("Claim Channel");
    }

    [Fact]
    public void A_channel_of_somebody_else_is_not_adopted()
    {
        var arn = _ivs.Foreign(IvsResource.Channel, owner: "other", channel: new() { Name = "theirs" });
        Adopt(arn);

        var stall = _ivs.RunToEnd().ShouldBeOfType<Stall>();

        stall.Reason.ShouldBe("AdoptionRefused");
        stall.Message.ShouldBe(
            $"metadata.annotations[onair.dev/adopt]: Invalid value: \"{arn}\": the IVS channel belongs to another object; delete that with deletionPolicy Retain first");
    }

    [Fact]
    public void Observe_only_reports_drift_and_changes_nothing()
    {
        _ivs.RunToEnd();
        _ivs.ChangeElsewhere(c => c with { Authorized = true });
        _ivs.Annotations = new() { [Annotations.ObserveOnly] = "true" };
        _ivs.Changes.Clear();

        _ivs.RunRound(lookAtAll: true).ShouldBeOfType<IvsChannelStep.Observe>().Drift.ShouldBe(["spec.authorized"]);

        Condition(ConditionTypes.Drifted)!.Message.ShouldBe("AWS differs from the spec and is left unchanged: spec.authorized");
        _ivs.Changes.ShouldBeEmpty();
        _ivs.Deleting = true;
        _ivs.RunRound().ShouldBeOfType<Wait>().Reason.ShouldBe("ObserveOnly");
    }

    [Fact]
    public void A_paused_channel_is_left_alone()
    {
        _ivs.Annotations = new() { [Annotations.Paused] = "true" };

        _ivs.RunRound().ShouldBeOfType<Wait>().Reason.ShouldBe("Paused");
        _ivs.Effects.ShouldBe(0);
    }

    [Fact]
    public void Each_push_is_a_stream_of_its_own()
    {
        BeLive();
        _ivs.Encoder = false;
        _ivs.RunRound();
        _ivs.RunRound();
        _ivs.Encoder = true;
        _ivs.RunRound();
        _ivs.RunRound();

        _ivs.Told.ShouldBe(["provisioned", "live", "offline", "live"]);
        Condition(IvsChannelConditions.Live)!.Status.ShouldBe(ConditionStatus.True);
        _ivs.Status.Phase.ShouldBe("Live");
        _ivs.Status.Stream!.Id.ShouldBe(_ivs.LiveId);
    }

    private void BeLive()
    {
        _ivs.RunToEnd();
        _ivs.Encoder = true;
        _ivs.Tick(TimeSpan.FromSeconds(5));
        Settled();
        _ivs.Status.Stream.ShouldNotBeNull();
    }

    private IvsChannelStep.Settle Settled() => _ivs.RunUntil(end => end is Settle).ShouldBeOfType<IvsChannelStep.Settle>();

    private Condition? Condition(string type) => _ivs.Status.Conditions.FirstOrDefault(c => c.Type == type);
}
