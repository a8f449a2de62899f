using Amazon.MediaLive.Model;

namespace Onair.Tests.Integration.Operator;

/// <summary>Somebody else deletes or changes what the operator made.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class DriftTests(DriftTests.Rig rig) : IClassFixture<DriftTests.Rig>
{
    [Fact]
    public async Task Recreates_resources_deleted_elsewhere_and_reports_their_loss()
    {
        var before = await rig.Streams.CreateReadyAsync("lost", s => s.Distribution.Live = true);

        await rig.Account.MediaLive.DeleteChannelAsync(new() { ChannelId = before.Recorded.Resources.ChannelId });
        await rig.Account.MediaPackage.DeleteOriginEndpointAsync(new() { Id = before.Recorded.Resources.PackageEndpointId });

        await rig.Streams.EventAsync("lost", "ResourceLost", "The MediaLive channel ");
        await rig.Streams.EventAsync("lost", "ResourceLost", "The MediaPackage endpoint ");
        var after = await rig.Streams.UntilAsync(
            "lost", s => s.Recorded.Resources.ChannelId is { } id && id != before.Recorded.Resources.ChannelId && Streams.Ready(s)!.Reason == "Idle",
            "has a new channel");
        (await rig.Account.OwnedAsync(after.Uid)).Count.ShouldBe(5);
        var endpoint = await rig.Account.MediaPackage.DescribeOriginEndpointAsync(new() { Id = after.Recorded.Resources.PackageEndpointId });
        var playback = await rig.Streams.UntilAsync(
            "lost", s => s.Recorded.Playback?.Url == endpoint.Url, $"the playback URL is the new endpoint's, {endpoint.Url}");
        await rig.Streams.UntilAsync(
            "lost", s => s.Recorded.Playback?.LiveUrl?.EndsWith(new Uri(endpoint.Url).AbsolutePath, StringComparison.Ordinal) == true,
            "the live URL leads to the new endpoint");
        var behaviours = await rig.Account.BehavioursAsync();
        behaviours.ShouldContain(Streams.Pattern(playback));
        behaviours.ShouldNotContain(Streams.Pattern(before));
        await rig.Streams.DeleteAndWaitAsync("lost");
    }

    [Fact]
    public async Task A_behaviour_that_somebody_else_deleted_is_made_again_and_told_as_lost()
    {
        var before = await rig.Streams.CreateReadyAsync("behaviour", s => s.Distribution.Live = true);
        var (config, etag) = await rig.Account.DistributionAsync();
        config.CacheBehaviors.Items.RemoveAll(b => b.PathPattern == Streams.Pattern(before));
        config.CacheBehaviors.Quantity = config.CacheBehaviors.Items.Count;

        await rig.Account.CloudFront.UpdateDistributionAsync(new() { Id = OperatorRig.DistributionId, IfMatch = etag, DistributionConfig = config });

        await rig.Streams.EventAsync("behaviour", "ResourceLost", "The CloudFront behaviour ");
        (await rig.Operator.MetricsAsync()).ShouldMatch("onair_drift_total\\{(?=[^}]*change=\"lost\")[^}]*resource=\"Behaviour\"[^}]*\\} 1");
        await rig.Streams.UntilAsync(
            "behaviour", s => s.Recorded.Playback?.LiveUrl == before.Recorded.Playback!.LiveUrl && s.Recorded.Resources.DistributionId is not null, "is in the distribution again");
        (await rig.Account.BehavioursAsync()).ShouldContain(Streams.Pattern(before));
        await rig.Streams.DeleteAndWaitAsync("behaviour");
    }

    [Fact]
    public async Task Corrects_foreign_changes_and_reports_them()
    {
        var stream = await rig.Streams.CreateReadyAsync("changed");

        await rig.Account.MediaLive.UpdateInputSecurityGroupAsync(new()
        {
            InputSecurityGroupId = stream.Recorded.Resources.InputSecurityGroupId,
            WhitelistRules = [new() { Cidr = "198.51.100.0/24" }],
        });

        (await rig.Streams.EventAsync("changed", "DriftCorrected")).ShouldContain("spec.input.allowedCidrs");
        (await rig.Operator.MetricsAsync()).ShouldMatch("onair_drift_total\\{[^}]*change=\"changed\"[^}]*\\} [1-9]");
        var group = await rig.Account.MediaLive.DescribeInputSecurityGroupAsync(
            new() { InputSecurityGroupId = stream.Recorded.Resources.InputSecurityGroupId });
        group.WhitelistRules.Select(r => r.Cidr).ShouldBe(["0.0.0.0/0"]);
        await rig.Streams.DeleteAndWaitAsync("changed");
    }

    [Fact]
    public async Task A_channel_of_an_earlier_version_is_upgraded_while_it_is_idle_and_that_is_no_drift()
    {
        var stream = await rig.Streams.CreateReadyAsync("former");
        var channel = await rig.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = stream.Recorded.Resources.ChannelId });
        ArchiveIn(channel.EncoderSettings).NameModifier.ShouldBe("_$dt$");
        ArchiveIn(channel.EncoderSettings).NameModifier = null;

        await rig.Account.MediaLive.UpdateChannelAsync(new() { ChannelId = channel.Id, EncoderSettings = channel.EncoderSettings });

        (await rig.Streams.EventAsync("former", "Upgraded")).ShouldBe("The MediaLive channel has the settings of this version of Onair: archive nameModifier.");
        channel = await rig.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = channel.Id });
        ArchiveIn(channel.EncoderSettings).NameModifier.ShouldBe("_$dt$");
        (await rig.Streams.EventsAsync("former")).ShouldNotContain(e => e.Reason == "DriftCorrected");
        await rig.Streams.DeleteAndWaitAsync("former");
    }

    private static ArchiveOutputSettings ArchiveIn(EncoderSettings settings) =>
        settings.OutputGroups.Single(g => g.OutputGroupSettings.ArchiveGroupSettings is not null).Outputs.Single().OutputSettings.ArchiveOutputSettings;

    /// <summary>Compares everything often, so that a loss is noticed while a test waits.</summary>
    public sealed class Rig(ControlPlane plane) : OperatorRig(plane)
    {
        protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } =
            new Dictionary<string, string> { ["Onair__DriftCheckSeconds"] = "2" };
    }
}
