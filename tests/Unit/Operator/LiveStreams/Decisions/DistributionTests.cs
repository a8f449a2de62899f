using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Reconciliation;
using Onair.Tests.Unit.Operator.ExternalResources;

namespace Onair.Tests.Unit.Operator.LiveStreams.Decisions;

/// <summary>CloudFront neither delays a show nor keeps one running, and viewers get a URL when it plays.</summary>
public sealed class DistributionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DistributionProblem Denied = new("AccessDenied", "Looking for the CloudFront behaviour: denied", Passes: false);

    [Theory]
    [InlineData("Idle", "Start")]
    [InlineData("Running", "Settle")]
    public void A_refusal_of_CloudFront_keeps_no_channel_from_its_start(string channel, string expected) =>
        DecideLiveStream.Next(View(channel) with { DistributionProblem = Denied }).GetType().Name.ShouldBe(expected);

    [Fact]
    public void The_channel_starts_before_the_distribution_is_asked() =>
        DecideLiveStream.Next(View("Idle")).ShouldBeOfType<LiveStreamStep.Start>();

    [Fact]
    public void While_the_channel_starts_the_stream_joins_the_distribution() =>
        DecideLiveStream.Next(Shown(View("Starting"))).ShouldBe(new LiveStreamStep.Look(ResourceKind.Behaviour, ByTag: true));

    [Fact]
    public void A_behaviour_is_known_by_the_endpoint_that_a_look_has_shown() =>
        DecideLiveStream.Next(View("Starting")).ShouldBe(new LiveStreamStep.Look(ResourceKind.PackageEndpoint, ByTag: false));

    [Theory]
    [InlineData("Idle", null, "RecordLiveUrl")]
    [InlineData("Changing", null, "RecordDeploying")]
    [InlineData("Changing", 14.9, "Settle")]
    [InlineData("Changing", 15.0, "RecordLiveUrl")]
    public void The_URL_is_published_when_CloudFront_has_deployed_the_behaviour_or_has_had_the_time_to(
        string distribution, double? minutes, string expected)
    {
        var view = Deploying(minutes, new("E1", Enum.Parse<Lifecycle>(distribution)) { Urls = ["https://d.cloudfront.net/x.m3u8"] });

        DecideLiveStream.Next(view).GetType().Name.ShouldBe(expected);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_behaviour_that_is_written_again_is_deployed_again(bool exists)
    {
        var seen = exists ? new ObservedResource("E1", Lifecycle.Changing) { Tag = new("uid"), Urls = ["https://d"], Differences = ["spec.distribution.live"] } : ObservedResource.Absent;

        DecideLiveStream.Next(Deploying(20, seen)).ShouldBe(new LiveStreamStep.RecordDeploying(null));
        var step = DecideLiveStream.Next(Deploying(null, seen));
        if (exists) step.ShouldBeOfType<LiveStreamStep.Update>();
        else step.ShouldBeOfType<LiveStreamStep.Create>().Restores.ShouldBeTrue();
    }

    [Fact]
    public void A_behaviour_that_somebody_took_away_comes_back_and_the_URL_stays()
    {
        var view = View("Running", recorded: "E1", liveUrl: "https://d.cloudfront.net/x.m3u8");
        view = view with { Observed = With(view, ObservedResource.Absent) };

        DecideLiveStream.Next(view).ShouldBeOfType<LiveStreamStep.Create>().ShouldSatisfyAllConditions(c => c.Kind.ShouldBe(ResourceKind.Behaviour), c => c.Restores.ShouldBeTrue());
    }

    [Fact]
    public void A_deletion_stops_the_channel_before_it_looks_at_the_distribution() =>
        DecideLiveStream.Next(View("Running", recorded: "E1") with { Deleting = true }).ShouldBeOfType<LiveStreamStep.Stop>();

    [Fact]
    public void A_deletion_that_CloudFront_refuses_deletes_everything_else_and_keeps_the_finalizer()
    {
        var view = View("Idle", recorded: "E1") with { Deleting = true, DistributionProblem = Denied };
        DecideLiveStream.Next(view with { Status = view.Status with { CurrentSessionId = null } }).ShouldBe(new LiveStreamStep.Delete(Proven.Of(ResourceKind.Channel, "Channel", "arn")));

        var gone = view with
        {
            Observed = ResourceKindTable.All.ToDictionary(k => k.Kind, _ => ObservedResource.Absent with { ByTag = true }),
            Deleted = ResourceKindTable.All.Select(k => k.Id(view.Status.Resources)).OfType<string>().ToHashSet(),
        };
        DecideLiveStream.Next(gone).ShouldBeOfType<Stall>().Reason.ShouldBe("AccessDenied");
    }

    [Fact]
    public void The_condition_says_what_is_in_the_way_and_the_stream_stays_ready()
    {
        var view = View("Running") with { DistributionProblem = Denied, Receiving = true };

        var status = StreamConditions.After(view, new LiveStreamStep.Settle(true, []), 1);

        Find(status, LiveStreamConditions.Distributed).ShouldSatisfyAllConditions(
            c => c.Status.ShouldBe(ConditionStatus.False), c => c.Reason.ShouldBe("AccessDenied"), c => c.Message.ShouldBe(Denied.Message));
        Find(status, ConditionTypes.Ready).Status.ShouldBe(ConditionStatus.True);
    }

    [Theory]
    [InlineData(null, "False", "Deploying")]
    [InlineData("https://d.cloudfront.net/x.m3u8", "True", "Deployed")]
    public void The_condition_tells_whether_viewers_can_play(string? liveUrl, string status, string reason)
    {
        var condition = Find(StreamConditions.After(View("Running", "E1", liveUrl), new LiveStreamStep.Settle(true, []), 1), LiveStreamConditions.Distributed);

        (condition.Status.ToString(), condition.Reason).ShouldBe((status, reason));
    }

    [Fact]
    public void A_passing_error_does_not_refute_what_is_deployed()
    {
        var view = View("Running", "E1", "https://d.cloudfront.net/x.m3u8") with { DistributionProblem = new("Retrying", "timeout", Passes: true) };

        Find(StreamConditions.After(view, new LiveStreamStep.Settle(true, []), 1), LiveStreamConditions.Distributed).Reason.ShouldBe("Deployed");
    }

    private static Condition Find(LiveStreamStatus status, string type) => status.Conditions.Single(c => c.Type == type);

    private static LiveStreamView Deploying(double? minutes, ObservedResource seen)
    {
        var view = View("Running", recorded: "E1");
        var resources = view.Status.Resources with { DeployingSince = minutes is { } m ? Noon.AddMinutes(-m) : null };
        return view with { Status = view.Status with { Resources = resources }, Observed = With(view, seen) };
    }

    private static LiveStreamView Shown(LiveStreamView view) => view with
    {
        Observed = new Dictionary<ResourceKind, ObservedResource>(view.Observed)
        {
            [ResourceKind.PackageEndpoint] = new("Endpoint", Lifecycle.Idle) { Tag = new("uid"), Arn = "arn", Urls = ["https://origin/out/v1/e/index.m3u8"] },
        },
    };

    private static Dictionary<ResourceKind, ObservedResource> With(LiveStreamView view, ObservedResource behaviour) =>
        new(view.Observed) { [ResourceKind.Behaviour] = behaviour };

    private static LiveStreamView View(string channel, string? recorded = null, string? liveUrl = null) => new()
    {
        Uid = "uid",
        Spec = new() { ProviderRef = new() { Name = "p" }, State = StreamState.Running, Distribution = new() { Live = true } },
        Status = new()
        {
            CurrentSessionId = "s",
            Sessions = [new() { Id = "s", ArchivePath = "s3://b/s", StartedAt = Noon, RunningAt = channel == "Running" ? Noon : null }],
            Ingest = new(),
            Playback = new() { Url = "https://origin/out/v1/e/index.m3u8", LiveUrl = liveUrl },
            Resources = new()
            {
                Provider = "p",
                ChannelId = "Channel",
                InputId = "Input",
                InputSecurityGroupId = "Group",
                PackageChannelId = "Package",
                PackageEndpointId = "Endpoint",
                DistributionId = recorded,
            },
        },
        Now = Noon,
        Receiving = true,
        Observed = new Dictionary<ResourceKind, ObservedResource>
        {
            [ResourceKind.Channel] = new("Channel", Enum.Parse<Lifecycle>(channel)) { Tag = new("uid"), Arn = "arn", ArchivePath = "s3://b/s" },
        },
    };
}
