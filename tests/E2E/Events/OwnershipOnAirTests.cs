using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Cluster;

namespace Onair.Tests.E2E.Events;

/// <summary>Somebody meddles with a stream's resources in AWS while it is on air, and it changes hands.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class OwnershipOnAirTests(Environment environment) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task Corrects_drift_on_air_and_another_LiveStream_takes_over_without_a_break()
    {
        var spec = Show.Spec();
        spec["distribution"] = new JsonObject { ["live"] = true };
        spec["deletionPolicy"] = nameof(DeletionPolicy.Retain);
        await using var first = await TestStream.ApplyAsync(environment.Kubectl, (JsonObject)spec.DeepClone());
        await using var encoder = Encoder.Start(await first.PushUrlAsync());
        var before = await first.OnAirAsync();
        await using var watch = await PlaylistWatch.StartAsync(_http, new(before.Playback!.Url!));
        var connections = encoder.Connections;

        await Drift_is_corrected(first, before);
        var uid = await first.UidAsync();
        await first.DeleteAsync(Show.Soon);
        var channel = await environment.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = before.Resources.ChannelId });
        channel.State.Value.ShouldBe("RUNNING");
        (channel.Tags?.ContainsValue(uid) ?? false).ShouldBeFalse("what stays belongs to nobody");
        await watch.AdvanceAsync(1);

        spec["deletionPolicy"] = nameof(DeletionPolicy.Delete);
        await PermitAsync(before.Resources.ChannelId!, before.Resources.InputId!, before.Resources.InputSecurityGroupId!, before.Resources.PackageChannelId!, before.Resources.PackageEndpointId!);
        await using var second = await TestStream.ApplyAsync(environment.Kubectl, spec, Adoption(before.Resources));
        var after = await second.OnAirAsync();
        // The distribution may still be deploying the behaviour that came back.
        after.Resources.ShouldBe(before.Resources with { Creating = after.Resources.Creating, DeployingSince = after.Resources.DeployingSince });
        (await second.UntilAsync("the distribution serves it again", it => it.Playback?.LiveUrl is not null, Show.InAWhile)).Playback.ShouldBe(before.Playback);
        await environment.Kubectl.EventAsync(second, "Adopted", "MediaLive channel");
        await watch.AdvanceAsync(2);

        watch.ShouldBeUnbroken();
        encoder.Connections.ShouldBe(connections, "the encoder was not cut off");
        await Deleting_leaves_nothing(second, after, [uid, await second.UidAsync()]);
        await PermitAsync();
    }

    public void Dispose() => _http.Dispose();

    private async Task Drift_is_corrected(TestStream stream, LiveStreamStatus status)
    {
        var (lost, changed) = (await DriftAsync("Behaviour"), await DriftAsync("InputSecurityGroup"));

        await environment.Account.ChangeDistributionAsync(config =>
        {
            config.CacheBehaviors.Items.RemoveAll(it => it.PathPattern == AwsAccount.PatternOf(status));
            config.CacheBehaviors.Quantity = config.CacheBehaviors.Items.Count;
        });
        await environment.Account.MediaLive.UpdateInputSecurityGroupAsync(new()
        {
            InputSecurityGroupId = status.Resources.InputSecurityGroupId,
            WhitelistRules = [new() { Cidr = "198.51.100.0/24" }],
        });

        await environment.Kubectl.EventAsync(stream, "ResourceLost", "The CloudFront behaviour ");
        var (message, _) = await environment.Kubectl.EventAsync(stream, "DriftCorrected");
        message.ShouldBe("The MediaLive input security group was changed outside Onair and matches the spec again: spec.input.allowedCidrs.");
        (await DriftAsync("Behaviour")).ShouldBe(lost + 1);
        (await DriftAsync("InputSecurityGroup")).ShouldBe(changed + 1);
        await PlaylistWatch.VariantAsync(_http, new(status.Playback!.LiveUrl!), it => it.Width == Show.Width);
        var group = await environment.Account.MediaLive.DescribeInputSecurityGroupAsync(new() { InputSecurityGroupId = status.Resources.InputSecurityGroupId });
        group.WhitelistRules.Select(it => it.Cidr).ShouldBe(["0.0.0.0/0"]);
    }

    // Names still have the first stream's uid, tags the second's.
    private async Task Deleting_leaves_nothing(TestStream stream, LiveStreamStatus status, IReadOnlyCollection<string> uids)
    {
        (await environment.Account.LeftoversAsync(uids)).Count.ShouldBe(5);
        (await environment.Account.DistributionAsync()).CacheBehaviors.Items.ShouldContain(it => it.PathPattern == AwsAccount.PatternOf(status), 1);

        await stream.DeleteAsync(Show.InAWhile);

        (await environment.Account.LeftoversAsync(uids)).ShouldBeEmpty();
        (await environment.Account.DistributionAsync()).CacheBehaviors.Items.ShouldNotContain(it => it.PathPattern == AwsAccount.PatternOf(status));
    }

    private Task<string> PermitAsync(params string[] ids)
    {
        var adoption = new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) };
        var patch = new JsonObject { ["spec"] = new JsonObject { ["adoption"] = adoption } };
        return environment.Kubectl.RunAsync("patch", "mediaprovider", Environment.ProviderName, "--type=merge", "--patch", patch.ToJsonString());
    }

    private static JsonObject Adoption(StreamResources resources) => new()
    {
        [Annotations.Adopt] = JsonSerializer.Serialize(new
        {
            channelId = resources.ChannelId,
            inputId = resources.InputId,
            inputSecurityGroupId = resources.InputSecurityGroupId,
            packageChannelId = resources.PackageChannelId,
            packageEndpointId = resources.PackageEndpointId,
        }),
    };

    /// <summary>How much drift the operator's leader has counted of a kind of resource.</summary>
    private async Task<int> DriftAsync(string resource)
    {
        var pods = await environment.Kubectl.GetAsync("pods", "--namespace=onair-system", "--selector=app.kubernetes.io/component=operator");
        var sum = 0;
        foreach (var pod in pods["items"]!.AsArray())
        {
            var metrics = await environment.Kubectl.RunAsync(
                "get", "--raw", $"/api/v1/namespaces/onair-system/pods/{pod!["metadata"]!["name"]}:8080/proxy/metrics");
            sum += Regex.Matches(metrics, "^onair_drift_total\\{([^}]*)\\} ([0-9]+)", RegexOptions.Multiline)
                .Where(it => it.Groups[1].Value.Contains($"resource=\"{resource}\"", StringComparison.Ordinal))
                .Sum(it => int.Parse(it.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
        }

        return sum;
    }
}
