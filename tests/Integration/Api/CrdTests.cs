using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;

namespace Onair.Tests.Integration.Api;

[Collection(ControlPlaneCollection.Name)]
public sealed class CrdTests(ControlPlane cluster)
{
    private const string MinimalStream = """
        {"apiVersion": "onair.dev/v1alpha1", "kind": "LiveStream", "metadata": {"name": "minimal"},
         "spec": {"providerRef": {"name": "emulator"}}}
        """;

    private const string MinimalProvider = """
        {"apiVersion": "onair.dev/v1alpha1", "kind": "MediaProvider", "metadata": {"name": "minimal"},
         "spec": {"aws": {"region": "eu-central-1", "archiveBucket": "talks",
                          "mediaLiveRoleArn": "arn:aws:iam::123456789012:role/MediaLiveAccessRole"}}}
        """;

    public static TheoryData<string> Crds => [.. OnairResources.Kinds.Select(kind => $"{kind.Plural}.onair.dev")];

    [Theory]
    [MemberData(nameof(Crds))]
    public async Task The_API_server_establishes_the_CRD_and_finds_its_schema_structural(string crd)
    {
        await ServedCrds.EnsureAsync(cluster);

        var conditions = JsonNode.Parse(await cluster.KubectlAsync("get", "crd", crd, "--output=json"))!["status"]!["conditions"]!
            .AsArray().ToDictionary(condition => (string)condition!["type"]!, condition => (string)condition!["status"]!);

        conditions["Established"].ShouldBe("True");
        conditions["NamesAccepted"].ShouldBe("True");
        conditions.ShouldNotContainKey("NonStructuralSchema");
    }

    [Fact]
    public async Task A_minimal_stream_is_filled_in_with_the_defaults_of_the_types()
    {
        var expected = new LiveStreamSpec { ProviderRef = new() { Name = "emulator" } };

        await ShouldBecomeAsync(MinimalStream, expected);
    }

    [Fact]
    public async Task A_minimal_provider_is_filled_in_with_the_defaults_of_the_types()
    {
        var expected = new MediaProviderSpec
        {
            Aws = new()
            {
                Region = "eu-central-1",
                ArchiveBucket = "talks",
                MediaLiveRoleArn = "arn:aws:iam::123456789012:role/MediaLiveAccessRole",
            },
        };

        await ShouldBecomeAsync(MinimalProvider, expected);
    }

    [Fact]
    public async Task Null_means_absent()
    {
        var nulls = MinimalStream.Replace("}}}", "}, \"costGuard\": null, \"archive\": null}}", StringComparison.Ordinal);

        await ShouldBecomeAsync(nulls, new LiveStreamSpec { ProviderRef = new() { Name = "emulator" } });
    }

    [Fact]
    public async Task An_unknown_field_that_kubectl_was_told_to_let_pass_is_not_stored()
    {
        await ServedCrds.EnsureAsync(cluster);
        var unknown = MinimalStream.Replace("}}}", "}, \"segmentDuration\": 6}}", StringComparison.Ordinal);

        var result = await Kubectl.RunAsync(
            cluster, unknown, "apply", "--validate=false", "--dry-run=server", "--output=json", "--filename", "-");

        JsonNode.Parse(result.Output)!["spec"]!.AsObject().ShouldNotContainKey("segmentDuration");
    }

    [Fact]
    public async Task The_status_that_the_operator_writes_is_taken_whole()
    {
        await ServedCrds.EnsureAsync(cluster);
        var stream = MinimalStream.Replace("minimal", "with-status", StringComparison.Ordinal);
        (await Kubectl.RunAsync(cluster, stream, "apply", "--filename", "-")).Errors.ShouldBeEmpty();
        var status = JsonSerializer.Serialize(new { status = Status() }, Json);

        await StatusPatch.ApplyAsync(cluster, "namespaces/default/livestreams/with-status", status);

        var stored = JsonNode.Parse(await cluster.KubectlAsync("get", "live", "with-status", "--output=json"))!["status"]!;
        JsonNode.DeepEquals(stored, JsonNode.Parse(status)!["status"]).ShouldBeTrue(stored.ToJsonString());
    }

    private static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Each field of the status with a value.</summary>
    private static LiveStreamStatus Status()
    {
        var time = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
        return new()
        {
            ObservedGeneration = 1,
            Phase = "Running",
            Conditions =
            [
                new()
                {
                    Type = ConditionTypes.Ready, Status = ConditionStatus.True, ObservedGeneration = 1, LastTransitionTime = time,
                    Reason = "ChannelRunning", Message = "The channel runs.",
                },
            ],
            Ingest = new()
            {
                Endpoints = ["rtmp://203.0.113.7:1935/live"],
                StreamKeySecretRef = new() { Name = "with-status-stream-key" },
            },
            Playback = new() { Url = "https://origin/index.m3u8", LiveUrl = "https://cdn/index.m3u8" },
            CurrentSessionId = "2",
            Sessions = [new() { Id = "1", ArchivePath = "s3://talks/1", StartedAt = time, StoppedAt = time }, new() { Id = "2", StartedAt = time }],
            Resources = new()
            {
                Provider = "emulator",
                ChannelId = "1",
                InputId = "2",
                InputSecurityGroupId = "3",
                PackageChannelId = "4",
                PackageEndpointId = "5",
                Creating = new() { Resource = "Channel", Token = "token" },
            },
        };
    }

    private async Task ShouldBecomeAsync<TSpec>(string manifest, TSpec expected)
    {
        await ServedCrds.EnsureAsync(cluster);

        var result = await Kubectl.RunAsync(cluster, manifest, "apply", "--dry-run=server", "--output=json", "--filename", "-");

        result.Errors.ShouldBeEmpty();
        var actual = JsonNode.Parse(result.Output)!["spec"]!;
        JsonNode.DeepEquals(actual, JsonSerializer.SerializeToNode(expected, Json)).ShouldBeTrue(actual.ToJsonString());
    }
}
