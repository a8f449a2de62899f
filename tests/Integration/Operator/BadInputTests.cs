using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Integration.Operator;

/// <summary>What the schema cannot say ends in a condition that names field, value and rule, and changes nothing in AWS.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class BadInputTests(OperatorRig rig) : IClassFixture<OperatorRig>
{
    public static TheoryData<string, string, string, string> Violations => new()
    {
        {
            "archive-path", """{"archive":{"path":"s3://{bucket}/{uid}"}}""",
            """spec.archive.path: Invalid value: "s3://{bucket}/{uid}": must contain {unix}""", """{"archive":{"path":"s3://{bucket}/{uid}-{unix}"}}"""
        },
        {
            "placeholder", """{"archive":{"path":"s3://{bucket}/{uid}/{unix}/{hour}"}}""",
            """spec.archive.path: Invalid value: "s3://{bucket}/{uid}/{unix}/{hour}": must use only these placeholders""",
            """{"archive":{"path":"s3://{bucket}/{uid}/{unix}/{dd}"}}"""
        },
        {
            "renditions",
            """{"encoder":{"renditions":[{"width":640,"height":360,"bitrate":800000},{"width":640,"height":360,"bitrate":800000}]}}""",
            """spec.encoder.renditions[1]: Invalid value: "640x360 at 800000 bit/s": renditions must differ""",
            """{"encoder":{"renditions":[{"width":640,"height":360,"bitrate":800000},{"width":640,"height":360,"bitrate":400000}]}}"""
        },
        {
            "playlist", """{"packaging":{"segmentSeconds":6,"playlistWindowSeconds":12}}""",
            """spec.packaging.playlistWindowSeconds: Invalid value: "12": must be at least three segments, 18 s""",
            """{"packaging":{"playlistWindowSeconds":18}}"""
        },
        {
            "startover", """{"packaging":{"playlistWindowSeconds":60,"startoverWindowSeconds":30}}""",
            """spec.packaging.startoverWindowSeconds: Invalid value: "30": must be 0 or at least playlistWindowSeconds, 60 s""",
            """{"packaging":{"startoverWindowSeconds":0}}"""
        },
        {
            "schedule",
            """{"schedule":[{"start":"2027-01-01T09:00:00Z","stop":"2027-01-01T11:00:00Z"},{"start":"2027-01-01T10:00:00Z","stop":"2027-01-01T12:00:00Z"}]}""",
            "spec.schedule[1].start: Invalid value: \"2027-01-01T10:00:00", "{\"schedule\":null}"
        },
        { "distribution", """{"distribution":{"live":true}}""", "spec.distribution.live: Invalid value: \"true\": requires spec.aws.distributionId in MediaProvider", """{"distribution":{"live":false}}""" },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task A_spec_that_breaks_a_rule_changes_nothing_in_AWS_until_it_is_mended(string name, string bad, string message, string good)
    {
        var provider = $"{rig.Name}-{name}";
        await rig.CreateProviderAsync(provider, aws => aws.DistributionId = null);
        var calls = rig.Proxy.Watch();

        await rig.Streams.CreateAsync(name, bad, provider);

        (await rig.Streams.NotReadyAsync(name, "Invalid")).ShouldStartWith(message);
        calls.Changes().ShouldBeEmpty();
        await rig.Streams.PatchAsync(name, $"{{\"spec\":{good}}}");
        await rig.Streams.ReadyAsync(name);
        await rig.Streams.DeleteAndWaitAsync(name);
    }

    [Fact]
    public async Task A_provider_that_is_missing_is_named_and_its_coming_wakes_the_stream()
    {
        var calls = rig.Proxy.Watch();
        await rig.Streams.CreateAsync("orphan", s => s.ProviderRef = new() { Name = $"{rig.Name}-late" });

        (await rig.Streams.NotReadyAsync("orphan", "ProviderMissing"))
            .ShouldBe($"spec.providerRef.name: Not found: \"{rig.Name}-late\": no MediaProvider has this name.");
        calls.Changes().ShouldBeEmpty();
        await rig.CreateProviderAsync($"{rig.Name}-late");
        await rig.Streams.ReadyAsync("orphan", seconds: 30);
        await rig.Streams.DeleteAndWaitAsync("orphan");
    }

    [Fact]
    public async Task A_stream_whose_provider_is_missing_can_be_deleted()
    {
        await rig.Streams.CreateAsync("hopeless", s => s.ProviderRef = new() { Name = $"{rig.Name}-never" });
        await rig.Streams.NotReadyAsync("hopeless", "ProviderMissing");

        await rig.Streams.DeleteAndWaitAsync("hopeless");
    }

    [Fact]
    public async Task A_stream_key_that_is_missing_or_too_short_is_told_by_its_Secret_and_never_by_its_value()
    {
        const string tooShort = "k3y-t00-short";
        var calls = rig.Proxy.Watch();
        await rig.Streams.CreateAsync("key", s => s.Input.StreamKeySecretRef = new() { Name = "given-key" });

        (await rig.Streams.NotReadyAsync("key", "StreamKeyUnusable"))
            .ShouldBe("spec.input.streamKeySecretRef: Secret \"given-key\" not found");
        await rig.CreateSecretAsync("given-key", ("streamKey", tooShort));
        await WakeAsync("key");
        await rig.Streams.UntilAsync(
            "key", s => Streams.Ready(s)!.Message.Contains("must be 16 to 128", StringComparison.Ordinal), "names the rule of the key");
        // A security group needs no key; the input does.
        calls.Count("medialive:CreateInput").ShouldBe(0);
        await SetSecretAsync("given-key", "streamKey", "a-key-that-is-long-enough");
        await WakeAsync("key");
        var stream = await rig.Streams.ReadyAsync("key");

        var text = System.Text.Json.JsonSerializer.Serialize(stream, OnairJsonContext.Default.LiveStream)
            + string.Concat((await rig.Streams.EventsAsync("key")).Select(e => e.Message)) + rig.Operator.Log();
        text.ShouldNotContain(tooShort);
        text.ShouldNotContain("a-key-that-is-long-enough");
        await rig.Streams.DeleteAndWaitAsync("key");
    }

    [Fact]
    public async Task A_provider_with_a_wrong_secret_is_not_ready_and_its_streams_say_so()
    {
        await rig.CreateSecretAsync("wrong", ("accessKeyId", EmulatorProcess.AccessKeyId), ("secretAccessKey", "not-the-secret"));
        var name = $"{rig.Name}-wrong";
        await rig.CreateProviderAsync(name, aws => aws.CredentialsSecretRef = new() { Namespace = rig.Name, Name = "wrong" });
        await rig.Streams.CreateAsync("denied", s => s.ProviderRef = new() { Name = name });

        await ProviderAsync(name, ConditionStatus.False, "AccessDenied");
        (await rig.Streams.NotReadyAsync("denied", "AccessDenied")).ShouldNotContain("not-the-secret");
        await SetSecretAsync("wrong", "secretAccessKey", EmulatorProcess.SecretAccessKey);
        await ProviderAsync(name, ConditionStatus.True, "Verified");
        await rig.Streams.ReadyAsync("denied");
        await rig.Streams.DeleteAndWaitAsync("denied");
    }

    [Fact]
    public async Task A_provider_whose_bucket_is_missing_names_the_field_and_the_bucket()
    {
        var name = $"{rig.Name}-bucket";
        await rig.CreateProviderAsync(name, aws => aws.ArchiveBucket = "no-such-bucket");

        (await ProviderAsync(name, ConditionStatus.False, "BucketMissing"))
            .ShouldBe("spec.aws.archiveBucket: Invalid value: \"no-such-bucket\": the bucket does not exist");

        await rig.Client.PatchAsync(
            OnairResources.MediaProviders, name, null, Patch.Merge($$$$"""{"spec":{"aws":{"archiveBucket":"{{{{OperatorRig.Bucket}}}}"}}}"""));
        await ProviderAsync(name, ConditionStatus.True, "Verified");
    }

    /// <summary>Any change of the stream makes the operator look again at once.</summary>
    private Task<LiveStream> WakeAsync(string name) =>
        rig.Streams.PatchAsync(name, $$$$"""{"metadata":{"annotations":{"test.onair.dev/wake":"{{{{Guid.NewGuid()}}}}"}}}""");

    private Task<V1Secret> SetSecretAsync(string name, string key, string value) =>
        rig.PatchSecretAsync(name, $$$"""{"stringData":{"{{{key}}}":"{{{value}}}"}}""");

    /// <summary>Waits for the provider's Ready; its message.</summary>
    private async Task<string> ProviderAsync(string name, ConditionStatus status, string reason)
    {
        Condition? ready = null;
        await Eventually.ShouldBeAsync(
            async () =>
            {
                var provider = await rig.Client.GetAsync(OnairResources.MediaProviders, name, null);
                ready = provider.Status?.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Ready);
                return ready?.Status == status && ready.Reason == reason && ready.ObservedGeneration == provider.Metadata.Generation;
            },
            () => $"MediaProvider {name} Ready={status} {reason}; it is {ready}");
        return ready!.Message;
    }
}
