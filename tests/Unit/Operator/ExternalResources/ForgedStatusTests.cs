using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.ExternalResources;

/// <summary>A status whose every id names somebody else's resource: nothing is done to any of them.</summary>
public class ForgedStatusTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Streams
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var state in Enum.GetNames<Lifecycle>())
                foreach (var wish in (string[])["run", "stop", "limit", "delete", "retain"]) data.Add(state, wish);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void Nothing_of_somebody_elses_LiveStream_is_touched(string state, string wish)
    {
        var view = Stream(wish);
        for (var i = 0; i < 40; i++)
        {
            var step = DecideLiveStream.Next(view);
            NothingIsDoneTo("victim", step);
            view = step switch
            {
                LiveStreamStep.Look look => view with
                {
                    Observed = new Dictionary<ResourceKind, ObservedResource>(view.Observed)
                    {
                        [look.Kind] = look.ByTag ? ObservedResource.Absent with { ByTag = true } : Victim(look.Kind, Enum.Parse<Lifecycle>(state)),
                    },
                },
                LiveStreamStep.RecordLoss { IsAnothers: true, Kind: var kind } => view with
                {
                    Status = view.Status.WithoutLost(kind),
                    Observed = view.Observed.Where(o => o.Key != kind).ToDictionary(),
                },
                LiveStreamStep.AskForInput => view with { InputAsked = true, Receiving = true },
                LiveStreamStep.RecordLiveUrl => view with { Status = view.Status with { Playback = view.Status.Playback! with { LiveUrl = null } } },
                LiveStreamStep.RecordRemoval { Kind: var kind } => view with { Status = view.Status with { Resources = view.Status.Resources.WithId(kind, null) } },
                _ => null!,
            };
            if (view is null) return;
        }
        Assert.Fail("no end after 40 steps");
    }

    [Theory]
    [InlineData("keep", false)]
    [InlineData("keep", true)]
    [InlineData("delete", false)]
    [InlineData("delete", true)]
    [InlineData("retain", false)]
    public void Nothing_of_somebody_elses_IvsChannel_is_touched(string wish, bool live)
    {
        var view = Ivs(wish) with { Stream = live ? new("st-1") : SeenStream.Offline };
        for (var i = 0; i < 40; i++)
        {
            var step = DecideIvsChannel.Next(view);
            NothingIsDoneTo("victim", step);
            view = step switch
            {
                IvsChannelStep.Look look => view with
                {
                    Observed = new Dictionary<IvsResource, ObservedIvs>(view.Observed)
                    {
                        [look.Kind] = look.ByTag && look.Kind != IvsResource.StreamKey ? ObservedIvs.Absent with { ByTag = true } : Victim(look.Kind),
                    },
                },
                IvsChannelStep.LookAtFormer => view with { FormerSeen = Victim(IvsResource.RecordingConfiguration) },
                IvsChannelStep.LookAtStream => view with { Stream = SeenStream.Offline },
                IvsChannelStep.LookForSecret => view with { Secret = new(true) },
                IvsChannelStep.RecordLoss { IsAnothers: true, Kind: var kind } => view with
                {
                    Status = view.Status.WithoutLost(kind),
                    Observed = view.Observed.Where(o => o.Key != kind).ToDictionary(),
                },
                _ => null!,
            };
            if (view is null) return;
        }
        Assert.Fail("no end after 40 steps");
    }

    [Fact]
    public void A_recorded_resource_without_a_tag_is_left_and_the_condition_says_what_to_do()
    {
        var view = Stream("run");
        view = view with { Observed = new Dictionary<ResourceKind, ObservedResource> { [ResourceKind.Channel] = Victim(ResourceKind.Channel, Lifecycle.Running) with { Tag = null } } };

        var stall = DecideLiveStream.Next(view).ShouldBeOfType<Stall>();

        (stall.Reason, stall.Message).ShouldBe((
            "NotTagged",
            "The MediaLive channel victim has no tag onair.dev/uid, so that nothing shows that it is this LiveStream's; Onair leaves it as it is. "
            + "Put the tag back with the value uid, or remove the MediaLive channel"));
    }

    [Fact]
    public void A_tag_of_another_cluster_with_objects_of_the_same_uids_is_no_proof()
    {
        var view = Stream("stop") with { Cluster = "blue" };
        ObservedResource Channel(string? cluster) => Victim(ResourceKind.Channel, Lifecycle.Running) with { Tag = new("uid", cluster) };

        Owned<ResourceKind>.By(view, ResourceKind.Channel, Channel("green")).ShouldBeNull();
        Owned<ResourceKind>.By(view, ResourceKind.Channel, Channel("blue")).ShouldNotBeNull();
        Owned<ResourceKind>.By(view, ResourceKind.Channel, Channel(null)).ShouldNotBeNull("of a former release");
    }

    [Fact]
    public void A_resource_of_the_same_object_in_another_cluster_is_neither_touched_nor_replaced()
    {
        foreach (var wish in new[] { "run", "stop", "delete" })
        {
            var view = Stream(wish) with { Cluster = "blue" };
            view = view with { Observed = new Dictionary<ResourceKind, ObservedResource> { [ResourceKind.Channel] = Victim(ResourceKind.Channel, Lifecycle.Running) with { Tag = new("uid", "green") } } };

            var stall = DecideLiveStream.Next(view).ShouldBeOfType<Stall>(wish);

            (stall.Reason, stall.Message).ShouldBe((
                "AnotherCluster",
                "The MediaLive channel victim has the tag onair.dev/cluster with the value green, so that it belongs to this LiveStream of that cluster; Onair leaves it as it is. "
                + "If the cluster was renamed, set the tag to blue; if not, delete this LiveStream with spec.deletionPolicy Retain"));
        }
    }

    private static void NothingIsDoneTo(string id, ReconcileStep step)
    {
        (step switch
        {
            ResourceStep<ResourceKind>.Claim claim => claim.Arn,
            ResourceStep<IvsResource>.Claim claim => claim.Arn,
            _ => null,
        }).ShouldBeNull();
        var proofs = step.GetType().GetProperties()
            .Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(Owned<>))
            .Select(p => p.GetValue(step)!).Select(o => (string)o.GetType().GetProperty("Id")!.GetValue(o)!);
        proofs.ShouldNotContain(id, $"{step}");
    }

    private static ObservedResource Victim(ResourceKind kind, Lifecycle state) => new("victim", state)
    {
        Arn = kind == ResourceKind.Behaviour ? null : "arn:victim",
        Tag = new("other"),
        Urls = ["https://origin/out/v1/e/index.m3u8"],
        Differences = ["spec.encoder.gopSeconds"],
    };

    private static ObservedIvs Victim(IvsResource kind) => new("victim") { Tag = new("other"), ChannelArn = kind == IvsResource.StreamKey ? "victim" : null };

    private static LiveStreamView Stream(string wish) => new()
    {
        Uid = "uid",
        HasFinalizer = true,
        LookAtAll = true,
        Deleting = wish is "delete" or "retain",
        Spec = new()
        {
            ProviderRef = new() { Name = "p" },
            State = wish == "stop" ? StreamState.Stopped : StreamState.Running,
            DeletionPolicy = wish == "retain" ? DeletionPolicy.Retain : DeletionPolicy.Delete,
            CostGuard = wish == "limit" ? new() { MaxRunDuration = "1m" } : null,
        },
        Status = new()
        {
            CurrentSessionId = "s",
            Sessions = [new() { Id = "s", ArchivePath = "s3://b/s", StartedAt = Noon, RunningAt = Noon }],
            Playback = new() { Url = "https://origin/out/v1/e/index.m3u8", LiveUrl = "https://d/x.m3u8" },
            Resources = ResourceKindTable.All.Aggregate(new StreamResources { Provider = "p" }, (r, row) => r.WithId(row.Kind, "victim")),
        },
        Now = Noon.AddHours(1),
    };

    private static IvsChannelView Ivs(string wish) => new()
    {
        Uid = "uid",
        HasFinalizer = true,
        LookAtAll = true,
        Deleting = wish is "delete" or "retain",
        ArchiveBucket = "b",
        Spec = new() { ProviderRef = new() { Name = "p" }, DeletionPolicy = wish == "retain" ? DeletionPolicy.Retain : DeletionPolicy.Delete },
        Status = new()
        {
            Resources = new()
            {
                Provider = "p",
                ChannelArn = "victim",
                StreamKeyArn = "victim",
                RecordingConfigurationArn = "victim",
                FormerRecordingConfigurationArn = "victim",
            },
        },
        Now = Noon,
    };
}
