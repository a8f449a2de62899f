using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Operator.HlsBroadcasts.Credentials;
using Onair.Operator.HlsBroadcasts.Decisions;
using Onair.Operator.HlsBroadcasts.Folders;
using Onair.Operator.HlsBroadcasts.Sessions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.HlsBroadcasts;

/// <summary>A status that somebody has edited names the folder, the session or the role of another: none of them is touched.</summary>
public sealed class BroadcastForgedStatusTests
{
    private const string VictimsUid = "4f5c0000-0000-0000-0000-000000000002";
    private const string VictimsFolder = $"s3://broadcasts/hls/shows/keynote/{VictimsUid}";
    private const string OwnFolder = $"s3://broadcasts/hls/shows/talk/{SimulatedBroadcast.Uid}";

    [Theory]
    [InlineData(VictimsFolder)]
    [InlineData("s3://broadcasts/hls")]
    [InlineData($"s3://broadcasts/hls/{SimulatedBroadcast.Uid}/../shows")]
    [InlineData("broadcasts")]
    public void Deletes_its_own_folder_whatever_the_status_names(string forged)
    {
        var world = new SimulatedBroadcast().Settled();
        world.Edit(s => s with { DeletionPolicy = DeletionPolicy.Delete });
        world.Forge(s => s with { Folder = forged });

        world.Gone();

        world.DeletedFolders.ShouldBe([OwnFolder]);
        world.Accepted.ShouldBeEmpty();
    }

    [Fact]
    public void Records_its_own_folder_again_and_stays_live()
    {
        var world = new SimulatedBroadcast().Settled();
        world.Live(TimeSpan.FromMinutes(5));
        world.Forge(s => s with { Folder = VictimsFolder });

        world.Settled().Live(TimeSpan.FromMinutes(5));

        (world.Status.Folder, world.Status.Phase, world.Status.Runs).ShouldBe((OwnFolder, "Live", 1));
        world.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public void Keeps_a_recorded_folder_that_has_its_uid_though_the_first_bucket_became_another()
    {
        const string recorded = $"s3://earlier/hls/shows/talk/{SimulatedBroadcast.Uid}";
        var world = new SimulatedBroadcast().Settled();
        world.Edit(s => s with { DeletionPolicy = DeletionPolicy.Delete });
        world.Forge(s => s with { Folder = recorded });

        world.Gone();

        world.DeletedFolders.ShouldBe([recorded]);
    }

    [Fact]
    public void Denies_no_session_of_another_broadcast()
    {
        var world = new SimulatedBroadcast().Settled();
        var victim = RoleSession.Name(VictimsUid, 1);
        world.Forge(s => s with
        {
            Credentials = s.Credentials! with { SessionName = victim },
            Revoked = [new() { RoleArn = SimulatedBroadcast.RoleArn, SessionName = victim, LiveUntil = world.Now.AddYears(1) }],
        });

        world.Settled();
        world.Stop();
        world.Settled();

        world.Policy.ShouldNotBeNull().ShouldNotContain(VictimsUid);
        world.Accepted.ShouldBeEmpty();
        (world.Status.Revoked ?? []).ShouldNotContain(s => s.SessionName == victim);
    }

    [Fact]
    public void Assumes_only_the_role_of_the_provider_and_revokes_that_of_the_record_too()
    {
        const string former = "arn:aws:iam::123456789012:role/Former";
        var world = new SimulatedBroadcast().Settled();
        world.Forge(s => s with { Credentials = s.Credentials! with { RoleArn = former } });
        world.Renew = "again";

        world.Settled().Live(TimeSpan.FromMinutes(5));

        var name = RoleSession.Name(SimulatedBroadcast.Uid, 1);
        world.Credentials.Select(c => c.SessionArn).Distinct().ShouldBe([RoleSession.Arn(SimulatedBroadcast.RoleArn, name)]);
        DenialPolicy.Denies(world.Policy, RoleSession.Arn(former, name)).ShouldBeFalse("the run goes on");

        world.Stop();
        world.Settled();

        DenialPolicy.Denies(world.Policy, RoleSession.Arn(former, name)).ShouldBeTrue();
        world.Accepted.ShouldBeEmpty();
    }

    /// <summary>What somebody who may write the status can take away.</summary>
    public static TheoryData<string> Wiped => ["all", "startedAt", "credentials", "credentials and a stop", "runs"];

    [Theory]
    [MemberData(nameof(Wiped))]
    public void A_record_that_was_taken_away_keeps_no_credentials_from_being_revoked(string wiped)
    {
        foreach (var deleted in (bool[])[false, true])
        {
            // The second run, so that the number of the first one is known to nobody.
            var world = new SimulatedBroadcast().Settled();
            world.Stop();
            world.Settled();
            world.Edit(s => s with { State = HlsBroadcastState.Running, DeletionPolicy = DeletionPolicy.Delete });
            world.Settled().Live(TimeSpan.FromMinutes(5));
            world.Accepted.ShouldNotBeEmpty();
            world.Forge(s => Without(s, wiped, world.Now));

            if (deleted)
            {
                world.Gone();
                world.DeletedFolders.ShouldBe([OwnFolder], wiped);
            }
            else
            {
                world.Stop();
                world.Settled();
            }

            world.Accepted.ShouldBeEmpty($"{wiped}, deleted: {deleted}");
            world.Secret.ShouldBeNull($"{wiped}, deleted: {deleted}");
        }
    }

    [Theory]
    [MemberData(nameof(Wiped))]
    public void A_run_whose_record_was_taken_away_goes_on(string wiped)
    {
        var world = new SimulatedBroadcast().Settled();
        world.Live(TimeSpan.FromMinutes(5));
        world.Forge(s => Without(s, wiped, world.Now));

        world.Settled().Live(TimeSpan.FromMinutes(5));
        world.Gaps.ShouldBeEmpty(wiped);
        world.Stop();
        world.Settled();

        world.Accepted.ShouldBeEmpty(wiped);
    }

    [Fact]
    public void A_broadcast_that_never_ran_goes_without_its_provider()
    {
        var view = new HlsBroadcastView
        {
            Now = DateTimeOffset.UnixEpoch,
            Uid = SimulatedBroadcast.Uid,
            Spec = new(),
            Status = new(),
            SecretName = "talk-upload",
            Deleting = true,
            ProviderProblem = new("ProviderMissing", "It does not exist."),
        };

        DecideHlsBroadcast.Next(view).ShouldBe(new HlsBroadcastStep.LookAtSecret("talk-upload"));
        DecideHlsBroadcast.Next(view with { Secret = new(false) }).ShouldBeOfType<RemoveFinalizer>();
    }

    [Fact]
    public void A_stop_removes_the_recorded_Secret_and_the_declared_one_and_reads_neither()
    {
        var view = new HlsBroadcastView
        {
            Now = DateTimeOffset.UnixEpoch,
            Uid = SimulatedBroadcast.Uid,
            HasFinalizer = true,
            Spec = new() { State = HlsBroadcastState.Stopped },
            Status = new() { Folder = "s3://b/f", StartedAt = DateTimeOffset.UnixEpoch, StoppingAt = DateTimeOffset.UnixEpoch, Credentials = new() { SecretName = "forged" } },
            SecretName = "talk-upload",
            Undenied = [],
        };

        DecideHlsBroadcast.Next(view).ShouldBe(new HlsBroadcastStep.RemoveSecret("forged"));
        DecideHlsBroadcast.Next(view with { RemovedSecrets = ["forged"] }).ShouldBe(new HlsBroadcastStep.RemoveSecret("talk-upload"));
        DecideHlsBroadcast.Next(view with { RemovedSecrets = ["forged", "talk-upload"] }).ShouldBeOfType<HlsBroadcastStep.RecordStopped>();
    }

    private static HlsBroadcastStatus Without(HlsBroadcastStatus status, string wiped, DateTimeOffset now) => wiped switch
    {
        "all" => new(),
        "startedAt" => status with { StartedAt = null },
        "credentials" => status with { Credentials = null },
        "runs" => status with { Runs = null, Credentials = null, StartedAt = null },
        _ => status with { Credentials = null, StoppedAt = now },
    };

    [Fact]
    public void A_denial_lasts_no_longer_than_credentials_can()
    {
        var world = new SimulatedBroadcast().Settled();
        var status = world.Status with { Credentials = world.Status.Credentials! with { LiveUntil = world.Now.AddYears(100) } };

        OwnSessions.Current(status, SimulatedBroadcast.Uid, world.Now)!.LiveUntil.ShouldBeLessThan(world.Now.AddHours(13));
    }

    [Theory]
    [InlineData(OwnFolder, true)]
    [InlineData($"s3://b/{SimulatedBroadcast.Uid}", true)]
    [InlineData(VictimsFolder, false)]
    [InlineData("s3://b", false)]
    [InlineData($"s3://{SimulatedBroadcast.Uid}", false)]
    [InlineData($"s3://b//{SimulatedBroadcast.Uid}", false)]
    [InlineData(null, false)]
    public void Only_the_uid_in_the_path_proves_a_folder(string? folder, bool isProven) =>
        (OwnedFolder.Of(folder, SimulatedBroadcast.Uid) is not null).ShouldBe(isProven);

    [Fact]
    public void A_forged_folder_does_not_make_another_broadcast_invalid()
    {
        HlsBroadcast Of(string name, string uid, string? folder, int second) => new()
        {
            Metadata = new() { Name = name, NamespaceProperty = "shows", Uid = uid, CreationTimestamp = new DateTime(2026, 1, 1, 0, 0, second, DateTimeKind.Utc) },
            Spec = new() { ProviderRef = new() { Name = "p" } },
            Status = new() { Folder = folder },
        };
        var victim = Of("keynote", VictimsUid, VictimsFolder, 2);

        foreach (var forged in (string[])[VictimsFolder, "s3://broadcasts/hls", $"{VictimsFolder}/{SimulatedBroadcast.Uid}"])
            HlsBroadcastRules.Check(victim.Case(null, [Of("talk", SimulatedBroadcast.Uid, forged, 1)])).ShouldBeEmpty(forged);
    }
}
