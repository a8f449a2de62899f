using Onair.Api.LiveStreams;

namespace Onair.Tests.Integration.Operator;

/// <summary>What MediaLive and MediaPackage fill in and re-order by themselves is no drift.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class DefaultingTests(DefaultingTests.Rig rig) : IClassFixture<DefaultingTests.Rig>
{
    private const int Resyncs = 50;
    private static readonly string[] Cidrs = ["203.0.113.0/24", "10.0.0.0/8", "198.51.100.7/32"];

    [Fact]
    public async Task Fifty_comparisons_of_streams_with_every_kind_of_setting_update_nothing()
    {
        await rig.CreateSecretAsync("source", ("username", "me"), ("password", "a-password-of-a-source"));
        await Task.WhenAll(rig.Streams.CreateReadyAsync("rich", Rich), rig.Streams.CreateReadyAsync("pull", Pull), rig.Streams.CreateReadyAsync("plain"));
        var rich = (await rig.Streams.FindAsync("rich"))!.Recorded.Resources;
        await TheEmulatorFillsInAndReordersAsync(rich.ChannelId!, rich.InputSecurityGroupId!);
        var calls = rig.Proxy.Watch();

        await Eventually.ShouldBeAsync(
            () => calls.Rounds("mediapackage:DescribeOriginEndpoint", 3) >= Resyncs && calls.Rounds("medialive:DescribeInput", 3) >= Resyncs,
            $"all three are compared {Resyncs} times", seconds: 120);

        calls.Changes().ShouldBeEmpty();
        (await rig.Operator.MetricsAsync()).ShouldNotContain("onair_drift_total{");
        await Task.WhenAll(new[] { "rich", "pull", "plain" }.Select(rig.Streams.DeleteAndWaitAsync));
    }

    private async Task TheEmulatorFillsInAndReordersAsync(string channelId, string groupId)
    {
        var channel = await rig.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = channelId });
        channel.EncoderSettings.VideoDescriptions.ShouldAllBe(v => v.CodecSettings.H264Settings.EntropyEncoding != null, "a default that nobody sent");
        var group = await rig.Account.MediaLive.DescribeInputSecurityGroupAsync(new() { InputSecurityGroupId = groupId });
        group.WhitelistRules.Select(r => r.Cidr).ShouldBe(Cidrs, ignoreOrder: true);
        group.WhitelistRules.Select(r => r.Cidr).ShouldNotBe(Cidrs);
        channel.Destinations.Select(d => d.Id).ShouldBe(["archive", "package"], "sent the other way round");
    }

    private static void Rich(LiveStreamSpec spec)
    {
        spec.State = StreamState.Running;
        spec.Distribution.Live = true;
        spec.Input.Redundancy = InputRedundancy.Standard;
        spec.Input.AllowedCidrs = Cidrs;
        spec.Encoder.Renditions =
        [
            new() { Width = 1280, Height = 720, Bitrate = 3_000_000, FrameRate = 29.97 },
            new() { Width = 854, Height = 480, Bitrate = 1_200_000, FrameRate = 29.97, AudioBitrate = 96_000 },
            new() { Width = 640, Height = 360, Bitrate = 800_000, FrameRate = 29.97, AudioBitrate = 64_000 },
        ];
        spec.Packaging.Encryption = new()
        {
            Speke = new()
            {
                Url = "http://127.0.0.1:9/speke/v1.0/copyProtection",
                SystemIds = ["81376844-F976-481E-A84E-CC25D39B0B33"],
                RoleArn = "arn:aws:iam::000000000000:role/speke",
            },
        };
    }

    private static void Pull(LiveStreamSpec spec) => spec.Input = new()
    {
        Type = InputType.UrlPull,
        Redundancy = InputRedundancy.Standard,
        Sources =
        [
            new() { Url = "https://media.example.com/a/index.m3u8", CredentialsSecretRef = new() { Name = "source" } },
            new() { Url = "https://media.example.com/b/index.m3u8" },
        ],
    };

    /// <summary>Compares everything all the time.</summary>
    public sealed class Rig(ControlPlane plane) : OperatorRig(plane)
    {
        protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } = new Dictionary<string, string>
        {
            ["Onair__DriftCheckSeconds"] = "0.2",
            ["Onair__IdlePollSeconds"] = "0.2",
            ["Onair__RunningPollSeconds"] = "0.2",
        };
    }
}
