using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.LiveStreams.Decisions;

/// <summary>What MediaLive accepts and does not achieve is reported and tried again with backoff.</summary>
public sealed class FailedAttemptTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_wait_doubles_up_to_ten_minutes_and_starts_over_for_another_attempt()
    {
        FailedAttempt? failure = null;
        List<double> waits = [];
        for (var i = 0; i < 7; i++)
        {
            failure = FailedAttempt.After(failure, Attempt.Start("s"), Noon);
            waits.Add((failure.RetryAt - Noon).TotalSeconds);
        }

        waits.ShouldBe([30, 60, 120, 240, 480, 600, 600]);
        FailedAttempt.After(failure, Attempt.Start("t"), Noon).Count.ShouldBe(1);
    }

    [Fact]
    public void A_channel_that_falls_back_to_idle_says_why_and_when_it_is_started_again()
    {
        var view = View(Lifecycle.Idle) with { Failure = FailedAttempt.After(null, Attempt.Start("s"), Noon) };
        DecideLiveStream.Next(view).ShouldBeOfType<LiveStreamStep.AskWhyIdle>();

        var wait = DecideLiveStream.Next(view with { Alerts = " MediaLive's alerts: Unable to Open Input: no route." }).ShouldBeOfType<Wait>();
        wait.Reason.ShouldBe("StartFailed");
        wait.Message.ShouldBe(
            "The channel is IDLE again after StartChannel. MediaLive's alerts: Unable to Open Input: no route. "
            + "It failed once and is retried at 2026-01-01T12:00:30Z.");

        DecideLiveStream.Next(view with { Alerts = "", Now = Noon.AddSeconds(30) }).ShouldBeOfType<LiveStreamStep.Start>();
    }

    [Fact]
    public void An_update_that_failed_is_not_sent_again_at_once()
    {
        var view = View(Lifecycle.UpdateFailed, "spec.encoder.gopSeconds");
        DecideLiveStream.Next(view).ShouldBeOfType<LiveStreamStep.Update>();

        var failed = view with { Failure = FailedAttempt.After(null, Attempt.Update(ResourceKind.Channel), Noon) };
        DecideLiveStream.Next(failed).ShouldBeOfType<Wait>().Reason.ShouldBe("UpdateFailed");
    }

    [Fact]
    public void A_channel_whose_creation_failed_is_not_made_again_at_once()
    {
        var view = View(Lifecycle.Deleted);
        var gone = view with
        {
            Status = view.Status with { Resources = view.Status.Resources with { ChannelId = null } },
            Observed = new Dictionary<ResourceKind, ObservedResource>(Healthy()) { [ResourceKind.Channel] = ObservedResource.Absent },
            Failure = FailedAttempt.After(null, Attempt.Create(ResourceKind.Channel), Noon),
        };

        DecideLiveStream.Next(gone).ShouldBeOfType<Wait>().Reason.ShouldBe("CreateFailed");
        DecideLiveStream.Next(gone with { Now = Noon.AddSeconds(30) }).ShouldBeOfType<LiveStreamStep.RecordIntent>();
    }

    private static Dictionary<ResourceKind, ObservedResource> Healthy() =>
        new[] { ResourceKind.InputSecurityGroup, ResourceKind.Input, ResourceKind.PackageChannel, ResourceKind.PackageEndpoint }
            .ToDictionary(k => k, k => new ObservedResource($"{k}", Lifecycle.Idle) { Tag = new("uid"), Arn = "arn", Urls = ["url"] });

    private static LiveStreamView View(Lifecycle channel, string? difference = null) => new()
    {
        Uid = "uid",
        Spec = new() { ProviderRef = new() { Name = "p" }, State = StreamState.Running },
        Status = new()
        {
            CurrentSessionId = "s",
            Sessions = [new() { Id = "s", ArchivePath = "s3://b/s", StartedAt = Noon }],
            Ingest = new(),
            Playback = new() { Url = "https://origin/out/v1/e/index.m3u8" },
            Resources = new()
            {
                Provider = "p",
                ChannelId = "Channel",
                InputId = "Input",
                InputSecurityGroupId = "Group",
                PackageChannelId = "Package",
                PackageEndpointId = "Endpoint",
            },
        },
        Now = Noon,
        Observed = new Dictionary<ResourceKind, ObservedResource>
        {
            [ResourceKind.Input] = new("Input", Lifecycle.Attached) { Tag = new("uid"), Arn = "arn" },
            [ResourceKind.PackageChannel] = new("Package", Lifecycle.Idle) { Tag = new("uid"), Arn = "arn" },
            [ResourceKind.Channel] = new("Channel", channel)
            {
                Tag = new("uid"),
                Arn = "arn",
                ArchivePath = "s3://b/s",
                Differences = difference is null ? [] : [difference],
            },
        },
    };
}
