using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;

namespace Onair.Tests.Unit.Operator.HlsBroadcasts;

/// <summary>Whatever the process dies after: no credentials outlive what was recorded, none work after a stop, and a playlist ends once.</summary>
public sealed class BroadcastCrashTests
{
    private static readonly TimeSpan Run = TimeSpan.FromMinutes(5);

    [Fact]
    public void Issues_credentials_of_one_session_whenever_the_process_dies() => AfterEachEffect(
        world =>
        {
            world.Encoder = false;
            world.Settled();
        },
        (world, why) =>
        {
            world.Secret.ShouldNotBeNull(why);
            world.Credentials.Select(c => c.SessionName).Distinct().ShouldBe([$"onair-{SimulatedBroadcast.Uid}-1"], why);
            world.Status.Folder.ShouldBe($"s3://broadcasts/hls/shows/talk/{SimulatedBroadcast.Uid}", why);
            world.Status.Credentials!.ExpiresAt.ShouldBe(world.Secret.ExpiresAt, why);
            world.Told.ShouldBe(["started"], why);
        });

    [Fact]
    public void Renews_credentials_when_asked_whenever_the_process_dies() => AfterEachEffect(
        world =>
        {
            world.Settled().Live(Run);
            world.Renew = "again";
            world.Settled().Live(Run);
        },
        (world, why) =>
        {
            (world.Secret!.Renewed, world.Status.Credentials!.Renewed).ShouldBe(("again", "again"), why);
            world.Secret.ExpiresAt.ShouldBe(world.Credentials.Max(c => c.ExpiresAt), why);
            // A death between the issue and the Secret's write costs one more; the answer to the annotation is one.
            world.Credentials.Count(c => c.Renewed == "again").ShouldBeInRange(1, 2, why);
            world.Gaps.ShouldBeEmpty(why);
        });

    [Fact]
    public void Accepts_no_credentials_after_a_stop_whenever_the_process_dies() => AfterEachEffect(
        world =>
        {
            world.Settled().Live(Run);
            world.Stop();
            world.Settled();
        },
        ShouldBeStopped);

    [Fact]
    public void Ends_the_playlist_once_and_leaves_no_denial_behind_whenever_the_process_dies() => AfterEachEffect(
        world =>
        {
            world.Settled().Live(Run);
            world.Stop();
            world.Settled().Live(TimeSpan.FromHours(2));
        },
        (world, why) =>
        {
            ShouldBeStopped(world, why);
            world.Status.Credentials.ShouldBeNull(why);
            world.Policy.ShouldBeNull(why);
        });

    [Fact]
    public void Accepts_no_credentials_after_a_deletion_whenever_the_process_dies()
    {
        foreach (var policy in (DeletionPolicy[])[DeletionPolicy.Retain, DeletionPolicy.Delete])
        {
            AfterEachEffect(
                world =>
                {
                    world.Edit(s => s with { DeletionPolicy = policy });
                    world.Settled().Live(Run);
                    world.Gone();
                },
                (world, why) =>
                {
                    world.Accepted.ShouldBeEmpty(why);
                    world.Secret.ShouldBeNull(why);
                    world.Told[^1].ShouldBe("stopped", why);
                    if (policy == DeletionPolicy.Delete) world.Playlist.ShouldBeNull(why);
                    else Ends(world).ShouldBe(1, why);
                });
        }
    }

    [Fact]
    public void Renews_credentials_without_a_gap_over_two_expiries_whenever_the_process_dies() => AfterEachEffect(
        world =>
        {
            world.Edit(s => s with { Credentials = new() { DurationSeconds = 900 } });
            world.Settled().Live(TimeSpan.FromSeconds(2_000));
        },
        (world, why) =>
        {
            world.Gaps.ShouldBeEmpty(why);
            world.Credentials.Count.ShouldBeGreaterThanOrEqualTo(3, why);
            world.Accepted.ShouldContain(world.Secret, why);
            world.Status.Phase.ShouldBe("Live", why);
        });

    [Fact]
    public void Starts_again_with_a_session_of_its_own_and_keeps_the_former_one_out() => AfterEachEffect(
        world =>
        {
            world.Settled().Live(Run);
            world.Stop();
            world.Settled();
            world.Edit(s => s with { State = HlsBroadcastState.Running });
            world.Settled().Live(Run);
        },
        (world, why) =>
        {
            world.Accepted.Select(c => c.SessionName).Distinct().ShouldBe([$"onair-{SimulatedBroadcast.Uid}-2"], why);
            world.Status.Phase.ShouldBe("Live", why);
            Ends(world).ShouldBe(0, why);
        });

    [Fact]
    public void Deletes_the_folder_after_its_retention_whenever_the_process_dies() => AfterEachEffect(
        world =>
        {
            world.Edit(s => s with { Retention = new() { DeleteAfter = "1h" } });
            world.Settled().Live(Run);
            world.Stop();
            world.Settled().Live(TimeSpan.FromMinutes(59));
            world.Playlist.ShouldNotBeNull();
            world.Live(TimeSpan.FromHours(1));
        },
        (world, why) =>
        {
            world.Playlist.ShouldBeNull(why);
            world.Told.Count(t => t == "expired").ShouldBe(1, why);
        });

    [Fact]
    public void Revokes_again_when_somebody_replaces_the_bucket_policy()
    {
        var world = new SimulatedBroadcast().Settled();
        world.Stop();
        world.Settled();
        world.Policy = """{"Version": "2012-10-17", "Statement": {"Sid": "Theirs", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::broadcasts/*"}}""";
        world.Accepted.ShouldNotBeEmpty();

        world.Settled();

        world.Accepted.ShouldBeEmpty();
        world.Policy.ShouldContain("Theirs");
    }

    [Fact]
    public void Finishes_a_stop_that_was_interrupted_before_it_starts_again()
    {
        for (var death = 1; death <= 12; death++)
        {
            var world = new SimulatedBroadcast().Settled();
            world.Live(Run);
            world.Stop();
            world.DieAfter = world.Effects + death;
            world.RunRound();
            var hadBegun = world.Status.StoppingAt is not null || world.Status.StoppedAt is not null;
            world.Edit(s => s with { State = HlsBroadcastState.Running });
            world.Settled().Live(Run);

            var why = $"died after effect {death} of the stop";
            hadBegun.ShouldBeTrue(why);
            world.Status.Runs.ShouldBe(2, why);
            world.Accepted.Select(c => c.SessionName).Distinct().ShouldBe([$"onair-{SimulatedBroadcast.Uid}-2"], why);
            world.Accepted.ShouldContain(world.Secret, why);
            world.Status.Phase.ShouldBe("Live", why);
        }
    }

    [Fact]
    public void Removes_the_former_Secret_when_a_stop_renames_it_too()
    {
        var world = new SimulatedBroadcast().Settled();
        world.Edit(s => s with { State = HlsBroadcastState.Stopped, Credentials = s.Credentials with { SecretName = "another" } });

        world.Settled().Secret.ShouldBeNull();
    }

    [Fact]
    public void Revokes_a_former_run_again_while_the_next_one_goes_on()
    {
        var world = new SimulatedBroadcast().Settled();
        world.Stop();
        world.Settled();
        world.Edit(s => s with { State = HlsBroadcastState.Running });
        world.Settled();
        world.Status.Revoked!.ShouldHaveSingleItem().SessionName.ShouldBe($"onair-{SimulatedBroadcast.Uid}-1");
        world.Policy = null;
        world.Accepted.Count().ShouldBe(2);

        world.Settled();

        world.Accepted.ShouldHaveSingleItem().SessionName.ShouldBe($"onair-{SimulatedBroadcast.Uid}-2");
        world.Live(TimeSpan.FromHours(2));
        world.Status.Revoked.ShouldBeNull("its credentials have expired");
        world.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public void Ends_a_playlist_again_that_an_encoder_wrote_before_the_denial_took_effect()
    {
        var world = new SimulatedBroadcast { PolicyDelay = TimeSpan.FromMinutes(3) };
        world.Settled().Live(Run);
        world.Stop();
        world.Settled().Live(TimeSpan.FromMinutes(4));
        Ends(world).ShouldBe(0, "the encoder has overwritten it");

        world.Live(TimeSpan.FromHours(2));

        Ends(world).ShouldBe(1);
        world.DoubleEnds.ShouldBe(0);
    }

    [Fact]
    public void Goes_on_with_the_former_credentials_while_STS_is_down()
    {
        var world = new SimulatedBroadcast().Settled();
        world.Live(TimeSpan.FromMinutes(35));
        world.StsIsDown = true;
        world.Live(TimeSpan.FromMinutes(20));
        world.Status.Conditions.Single(c => c.Type == ConditionTypes.Ready).Status.ShouldBe(ConditionStatus.True);

        world.Live(TimeSpan.FromMinutes(10));

        var ready = world.Status.Conditions.Single(c => c.Type == ConditionTypes.Ready);
        (ready.Status, ready.Reason).ShouldBe((ConditionStatus.False, "NoCredentials"));
        world.StsIsDown = false;
        world.Settled().Accepted.ShouldContain(world.Secret);
    }

    [Fact]
    public void Tells_when_the_encoder_comes_and_goes()
    {
        var world = new SimulatedBroadcast { Encoder = false }.Settled();
        Receiving(world).Reason.ShouldBe("NothingUploaded");
        world.Encoder = true;
        world.Live(Run);
        Receiving(world).Status.ShouldBe(ConditionStatus.True);
        world.Encoder = false;
        world.Live(Run);
        Receiving(world).Reason.ShouldBe("Stale");
        world.Encoder = true;
        world.Live(Run);
        world.Stop();
        world.Settled();

        world.Told.ShouldBe(["started", "receiving", "interrupted", "receiving", "stopped"]);
        Receiving(world).Reason.ShouldBe("Stopped");
    }

    private static Condition Receiving(SimulatedBroadcast world) => world.Status.Conditions.Single(c => c.Type == HlsBroadcastConditions.Receiving);

    private static void ShouldBeStopped(SimulatedBroadcast world, string why)
    {
        world.Accepted.ShouldBeEmpty(why);
        world.Secret.ShouldBeNull(why);
        Ends(world).ShouldBe(1, why);
        world.DoubleEnds.ShouldBe(0, why);
        world.Told.Count(t => t == "stopped").ShouldBe(1, why);
    }

    private static int Ends(SimulatedBroadcast world) => world.Playlist!.Split('\n').Count(line => line == "#EXT-X-ENDLIST");

    private static void AfterEachEffect(Action<SimulatedBroadcast> live, Action<SimulatedBroadcast, string> check)
    {
        var whole = new SimulatedBroadcast();
        live(whole);
        check(whole, "did not die");
        whole.Effects.ShouldBeGreaterThan(4);
        for (var death = 1; death <= whole.Effects; death++)
        {
            var world = new SimulatedBroadcast { DieAfter = death };
            live(world);
            check(world, $"died after effect {death}");
        }
    }
}
