using Onair.Api.Common;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.IvsChannels;

/// <summary>
/// IVS takes no request tokens. Whatever the process dies after, and however far AWS's reads lag behind its writes: nothing is made twice,
/// nothing is taken for lost, nothing is left.
/// </summary>
public sealed class IvsCrashTests
{
    private const int Seeds = 300;
    private static readonly IvsResource[] All = [IvsResource.RecordingConfiguration, IvsResource.Channel, IvsResource.StreamKey];

    [Fact]
    public void A_channel_has_one_resource_of_each_kind_whenever_the_process_dies()
    {
        var effects = Provisioned(new SimulatedIvs()).Effects;
        effects.ShouldBeGreaterThan(7);

        for (var death = 1; death <= effects; death++)
        {
            var ivs = Provisioned(new SimulatedIvs { DieAfter = death });

            ShouldBeWhole(ivs, $"died after effect {death}");
            ivs.Told.ShouldBe(["provisioned"], $"died after effect {death}");
        }
    }

    [Fact]
    public void A_deletion_leaves_nothing_whenever_the_process_dies()
    {
        var effects = Gone(Live(new SimulatedIvs())).Effects;

        for (var death = 1; death <= effects; death++)
        {
            var ivs = Gone(Live(new SimulatedIvs { DieAfter = death }));

            ivs.Existing.ShouldBeEmpty($"died after effect {death}");
        }
    }

    [Fact]
    public void A_deletion_in_the_middle_of_a_creation_leaves_nothing()
    {
        var effects = Provisioned(new SimulatedIvs()).Effects;

        for (var death = 1; death <= effects; death++)
        {
            var ivs = new SimulatedIvs { DieAfter = death };
            while (ivs.Effects < death) ivs.RunRound();
            Gone(ivs).Existing.ShouldBeEmpty($"deleted after effect {death}");
        }
    }

    [Fact]
    public void An_edit_of_the_recording_leaves_one_configuration_whenever_the_process_dies()
    {
        for (var death = 1; death < 40; death++)
        {
            var ivs = Provisioned(new SimulatedIvs { DieAfter = death });
            ivs.Edit(s => s with { Recording = new() { Bucket = "second" } });
            ivs.DieAfter = Math.Max(death, ivs.Effects + (death % 13) + 1);

            Provisioned(ivs);

            ShouldBeWhole(ivs, $"died after effect {death}");
            ivs.Of(IvsResource.RecordingConfiguration)!.Recording!.Bucket.ShouldBe("second");
        }
    }

    [Fact]
    public void Reads_that_lag_make_nothing_twice_and_lose_and_leave_nothing()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var draws = new Random(seed);
            var ivs = new SimulatedIvs { Lag = TimeSpan.FromMinutes(1), Draws = draws, DieAfter = draws.Next(1, 20) };
            Provisioned(ivs, seed);
            ivs.Most.ShouldAllBe(m => m.Value == 1, $"seed {seed}");
            ShouldBeWhole(ivs, $"seed {seed}");

            ivs.DieAfter = ivs.Effects + draws.Next(1, 15);
            ivs.Encoder = draws.Next(2) == 0;
            if (draws.Next(2) == 0) ivs.Edit(s => s with { Recording = draws.Next(2) == 0 ? null : new() { Bucket = "second" } });
            for (var i = draws.Next(1, 40); i > 0; i--) ivs.RunRound(lookAtAll: draws.Next(3) == 0);
            ivs.Losses.ShouldBe(0, $"seed {seed}");

            ivs.DieAfter = ivs.Effects + draws.Next(1, 15);
            ivs.RunUntilGone(800);

            ivs.Existing.ShouldBeEmpty($"seed {seed}");
            ivs.Most[IvsResource.Channel].ShouldBe(1, $"seed {seed}");
            ivs.Most[IvsResource.StreamKey].ShouldBe(1, $"seed {seed}");
            // The one before an edit stays until the channel has the other.
            ivs.Most[IvsResource.RecordingConfiguration].ShouldBeLessThanOrEqualTo(2, $"seed {seed}");
        }
    }

    [Fact]
    public void Retention_with_reads_that_lag_leaves_everything_without_tags()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var draws = new Random(seed);
            var ivs = Provisioned(new SimulatedIvs { Lag = TimeSpan.FromMinutes(1), Draws = draws }, seed);
            ivs.Edit(s => s with { DeletionPolicy = DeletionPolicy.Retain });
            ivs.DieAfter = ivs.Effects + draws.Next(1, 6);

            ivs.RunUntilGone(800);

            ivs.Existing.Count.ShouldBe(3, $"seed {seed}");
            ivs.Existing.ShouldAllBe(r => r.Owner == null, $"seed {seed}");
        }
    }

    [Fact]
    public void A_deletion_in_the_middle_of_a_creation_with_reads_that_lag_leaves_nothing()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var draws = new Random(seed);
            var ivs = new SimulatedIvs { Lag = TimeSpan.FromMinutes(1), Draws = draws, DieAfter = draws.Next(1, 12) };
            for (var i = draws.Next(1, 6); i > 0; i--) ivs.RunRound();
            if (!ivs.HasFinalizer) continue;
            ivs.RunUntilGone(800);

            ivs.Existing.ShouldBeEmpty($"seed {seed}");
        }
    }

    [Fact]
    public void Retained_resources_belong_to_nobody_whenever_the_process_dies()
    {
        for (var death = 1; death < 20; death++)
        {
            var ivs = Live(new SimulatedIvs { DieAfter = death });
            ivs.Edit(s => s with { DeletionPolicy = DeletionPolicy.Retain });
            ivs.DieAfter = ivs.Effects + death;
            ivs.RunUntilGone();

            ivs.Existing.Select(r => r.Kind).ShouldBe(All, ignoreOrder: true);
            ivs.Existing.ShouldAllBe(r => r.Owner == null);
            ivs.LiveId.ShouldNotBeNull("the stream goes on");
        }
    }

    private static void ShouldBeWhole(SimulatedIvs ivs, string why)
    {
        ivs.Existing.Select(r => r.Kind).ShouldBe(All, ignoreOrder: true, why);
        ivs.Existing.ShouldAllBe(r => r.Owner == SimulatedIvs.Uid, why);
        var resources = ivs.Status.Resources;
        foreach (var kind in All) kind.ArnIn(resources).ShouldBe(ivs.Of(kind)!.Arn, why);
        resources.Creating.ShouldBeNull(why);
        resources.FormerRecordingConfigurationArn.ShouldBeNull(why);
        ivs.SecretKeyArn.ShouldBe(resources.StreamKeyArn, why);
        ivs.Of(IvsResource.Channel)!.Channel!.RecordingConfigurationArn.ShouldBe(resources.RecordingConfigurationArn, why);
        ivs.Status.Playback!.Url.ShouldBe(ivs.Of(IvsResource.Channel)!.Channel!.PlaybackUrl, why);
    }

    private static SimulatedIvs Provisioned(SimulatedIvs ivs, int seed = 0)
    {
        ivs.RunUntil(end => end is Settle).ShouldBeOfType<IvsChannelStep.Settle>($"seed {seed}").PendingFields?.ShouldBeEmpty($"seed {seed}");
        return ivs;
    }

    private static SimulatedIvs Live(SimulatedIvs ivs)
    {
        Provisioned(ivs);
        ivs.Encoder = true;
        ivs.Tick(TimeSpan.FromSeconds(5));
        Provisioned(ivs).LiveId.ShouldNotBeNull();
        return ivs;
    }

    private static SimulatedIvs Gone(SimulatedIvs ivs)
    {
        ivs.RunUntilGone();
        return ivs;
    }
}
