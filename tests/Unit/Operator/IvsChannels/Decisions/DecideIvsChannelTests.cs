using Onair.Api.Common;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Reconciliation;
using Onair.Tests.Unit.Operator.ExternalResources;

namespace Onair.Tests.Unit.Operator.IvsChannels.Decisions;

/// <summary>Single decisions, which the simulated life of a channel takes for granted.</summary>
public sealed class DecideIvsChannelTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly IvsChannelView Made = new()
    {
        Uid = "uid",
        Now = Now,
        Spec = new() { ProviderRef = new() { Name = "p" } },
        Status = new()
        {
            Playback = new() { Url = "https://play" },
            Ingest = new() { Endpoint = "ingest" },
            StreamKeySecretRef = new() { Name = "lobby-stream-key" },
            Resources = new() { Provider = "p", ChannelArn = "channel", StreamKeyArn = "key" },
        },
        ChannelName = "onair-shows-lobby",
        Stream = SeenStream.Offline,
    };

    [Fact]
    public void A_channel_at_rest_is_not_even_looked_at() => DecideIvsChannel.Next(Made).ShouldBe(new IvsChannelStep.Settle((IReadOnlyList<string>?)null));

    [Fact]
    public void Whether_it_is_live_comes_before_all_else() =>
        DecideIvsChannel.Next(Made with { Stream = null, LookAtAll = true }).ShouldBe(new IvsChannelStep.LookAtStream("channel"));

    [Fact]
    public void Without_a_provider_nothing_is_done() =>
        DecideIvsChannel.Next(Made with { ProviderProblem = new("ProviderMissing", "spec.providerRef.name: Not found: \"p\".") })
            .ShouldBe(new Wait("ProviderMissing", "spec.providerRef.name: Not found: \"p\".", WaitFor.Cluster));

    [Fact]
    public void A_rule_that_is_broken_stalls() =>
        DecideIvsChannel.Next(Made with { Violations = [new("spec.providerRef.name", "p", "must be a MediaProvider with spec.aws")] })
            .ShouldBe(new Stall("Invalid", "spec.providerRef.name: Invalid value: \"p\": must be a MediaProvider with spec.aws"));

    [Fact]
    public void A_deletion_waits_for_the_provider_unless_nothing_was_made()
    {
        var deleting = Made with { Deleting = true, ProviderProblem = new("ProviderMissing", "It is gone.") };

        DecideIvsChannel.Next(deleting).ShouldBe(new Wait("ProviderMissing", "It is gone. The channel's resources in AWS cannot be deleted without it.", WaitFor.Cluster));
        DecideIvsChannel.Next(deleting with { Status = new() }).ShouldBe(new RemoveFinalizer());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(74, true)]
    [InlineData(76, false)]
    public void Waits_for_a_possibly_created_resource_during_eventual_consistency(int seconds, bool waits)
    {
        var view = Made with
        {
            LookAtAll = true,
            Status = new() { Resources = new() { Provider = "p", Creating = new() { Resource = "Channel", Since = Now } } },
            Observed = new Dictionary<IvsResource, ObservedIvs> { [IvsResource.Channel] = ObservedIvs.Absent with { ByTag = true } },
            AttemptEnded = Now.AddSeconds(-seconds),
        };

        if (waits) DecideIvsChannel.Next(view).ShouldBeOfType<Wait>().Message.ShouldBe("The IVS channel may have been created already; waiting for it to appear.");
        else DecideIvsChannel.Next(view).ShouldBe(new IvsChannelStep.Create(IvsResource.Channel));
    }

    [Fact]
    public void A_creation_whose_declaration_was_withdrawn_is_looked_for_before_it_is_forgotten()
    {
        var view = Made with { LookAtAll = true, Status = Made.Status with { Resources = Made.Status.Resources with { Creating = new() { Resource = "RecordingConfiguration", Since = Now } } } };

        DecideIvsChannel.Next(view).ShouldBe(new IvsChannelStep.Look(IvsResource.RecordingConfiguration, ByTag: true));
        DecideIvsChannel.Next(Seen(view, new("recording") { ByTag = true })).ShouldBe(new IvsChannelStep.RecordId(IvsResource.RecordingConfiguration, "recording"));
        DecideIvsChannel.Next(Seen(view, ObservedIvs.Absent) with { AttemptEnded = Now }).ShouldBeOfType<Wait>();
        DecideIvsChannel.Next(Seen(view, ObservedIvs.Absent) with { AttemptEnded = Now.AddMinutes(-2) }).ShouldBe(new IvsChannelStep.DropIntent());
    }

    [Theory]
    [InlineData(2, 100, false)]
    [InlineData(3, 80, false)]
    [InlineData(3, 100, true)]
    public void Records_a_loss_after_repeated_lookups_over_time(int looks, int seconds, bool lost)
    {
        var view = Made with
        {
            LookAtAll = true,
            MissingIsCounted = true,
            Status = Made.Status with { Resources = Made.Status.Resources with { Missing = new() { Resource = "Channel", Since = Now.AddSeconds(-seconds), Looks = looks } } },
            Observed = new Dictionary<IvsResource, ObservedIvs> { [IvsResource.Channel] = ObservedIvs.Absent },
        };

        if (lost) DecideIvsChannel.Next(view).ShouldBe(new IvsChannelStep.RecordLoss(IvsResource.Channel));
        else DecideIvsChannel.Next(view).ShouldBeOfType<Wait>().Reason.ShouldBe("Missing");
    }

    [Fact]
    public void A_Secret_of_somebody_else_is_not_written()
    {
        var view = Made with
        {
            LookAtAll = true,
            Observed = new Dictionary<IvsResource, ObservedIvs>
            {
                [IvsResource.Channel] = new("channel") { Tag = new("uid"), Channel = Made.DeclaredChannel with { PlaybackUrl = "https://play", IngestEndpoint = "ingest" } },
                [IvsResource.StreamKey] = new("key") { Tag = new("uid"), ChannelArn = "channel" },
            },
        };

        DecideIvsChannel.Next(view).ShouldBe(new IvsChannelStep.LookForSecret());
        DecideIvsChannel.Next(view with { Secret = new(true, "Secret \"lobby-stream-key\" exists") }).ShouldBe(new Stall("SecretUnusable", "Secret \"lobby-stream-key\" exists"));
        DecideIvsChannel.Next(view with { Secret = new(true) }).ShouldBe(new IvsChannelStep.WriteSecret(Proven.Of(IvsResource.StreamKey, "key"), "ingest"));
        DecideIvsChannel.Next(view with { Secret = new(true, KeyArn: "key") }).ShouldBeOfType<IvsChannelStep.Settle>().PendingFields.ShouldBeEmpty();
    }

    [Fact]
    public void Deleting_a_namespace_with_a_paused_channel_waits() =>
        DecideIvsChannel.Next(Made with { Deleting = true, Paused = true }).ShouldBeOfType<Wait>().Reason.ShouldBe("Paused");

    [Fact]
    public void A_retained_channel_that_AWS_does_not_find_once_is_not_given_up()
    {
        var view = Retained(ObservedIvs.Absent, null);

        DecideIvsChannel.Next(view).ShouldBe(new IvsChannelStep.RecordMissing(IvsResource.Channel));
        var wait = DecideIvsChannel.Next(Retained(ObservedIvs.Absent, 1) with { MissingIsCounted = true }).ShouldBeOfType<Wait>();
        (wait.Reason, wait.Message).ShouldBe(("Missing", "AWS does not find the IVS channel channel. Onair releases it when AWS finds it."));
        DecideIvsChannel.Next(Retained(new("channel") { Tag = new("uid") }, 1)).ShouldBe(new IvsChannelStep.Release(Proven.Of(IvsResource.Channel, "channel")));
        DecideIvsChannel.Next(Retained(ObservedIvs.Absent, 3)).ShouldBe(new IvsChannelStep.RecordLoss(IvsResource.Channel));
    }

    [Fact]
    public void A_retained_key_that_AWS_does_not_list_once_is_not_given_up() =>
        DecideIvsChannel.Next(Retained(new("channel"), null, key: ObservedIvs.Absent with { ByTag = true })).ShouldBe(new IvsChannelStep.RecordMissing(IvsResource.StreamKey));

    [Fact]
    public void A_deletion_waits_for_a_live_channel_that_a_read_does_not_show()
    {
        var view = Made with
        {
            Deleting = true,
            Observed = new Dictionary<IvsResource, ObservedIvs> { [IvsResource.Channel] = ObservedIvs.Absent },
            Stream = SeenStream.Unnamed, // IVS has refused to delete it: ConflictException
            Deleted = new HashSet<string> { "key" },
        };

        DecideIvsChannel.Next(view).ShouldBeOfType<Wait>().Message.ShouldBe("IVS does not show the IVS channel, which is live.");
    }

    private static IvsChannelView Retained(ObservedIvs channel, int? looks, ObservedIvs? key = null)
    {
        var observed = new Dictionary<IvsResource, ObservedIvs> { [IvsResource.Channel] = channel };
        if (key is not null) observed[IvsResource.StreamKey] = key;
        return Made with
        {
            Deleting = true,
            Spec = Made.Spec with { DeletionPolicy = DeletionPolicy.Retain },
            Observed = observed,
            Status = Made.Status with
            {
                Resources = Made.Status.Resources with { Missing = looks is { } count ? new() { Resource = "Channel", Since = Now.AddMinutes(-2), Looks = count } : null },
            },
        };
    }

    private static IvsChannelView Seen(IvsChannelView view, ObservedIvs recording) =>
        view with { Observed = new Dictionary<IvsResource, ObservedIvs> { [IvsResource.RecordingConfiguration] = recording } };
}
