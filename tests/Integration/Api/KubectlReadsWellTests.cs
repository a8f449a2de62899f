using System.Text.RegularExpressions;
using Onair.Api;

namespace Onair.Tests.Integration.Api;

/// <summary>What people see of the resources in kubectl.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed partial class KubectlReadsWellTests(ControlPlane cluster)
{
    [Theory]
    [InlineData("livestream.spec.packaging", "packaging.txt")]
    [InlineData("live.spec.encoder.renditions", "renditions.txt")]
    [InlineData("live.spec.state", "state.txt")]
    [InlineData("provider.spec.aws", "provider-aws.txt")]
    [InlineData("split.spec.sections", "sections.txt")]
    [InlineData("split.spec.precision", "precision.txt")]
    [InlineData("asset.spec.source.directUpload", "direct-upload.txt")]
    [InlineData("asset.spec.playbackPolicy", "playback-policy.txt")]
    [InlineData("sink.spec.signingSecretRef", "signing-secret.txt")]
    [InlineData("sink.spec.retryAttempts", "retry-attempts.txt")]
    [InlineData("live.status.outbox", "outbox.txt")]
    [InlineData("provider.spec.video.callbackSecretRef", "callback-secret.txt")]
    public async Task Explain_tells_meaning_unit_values_and_default(string field, string file)
    {
        await ServedCrds.EnsureAsync(cluster);
        var expected = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "tests", "Integration", "Api", "Explain", file));

        // Releases of kubectl differ in blank lines.
        Words(await cluster.KubectlAsync("explain", field)).ShouldBe(Words(expected));
    }

    [Fact]
    public async Task Explain_knows_every_field_recursively()
    {
        await ServedCrds.EnsureAsync(cluster);

        var tree = await cluster.KubectlAsync("explain", "livestream", "--recursive");

        foreach (var field in new[] { "providerRef", "startoverWindowSeconds", "keyRotationIntervalSeconds", "currentSessionId", "stoppedAt" })
            tree.ShouldContain($"  {field}\t", Case.Sensitive, field);
    }

    [Fact]
    public async Task The_columns_show_what_people_look_for()
    {
        await ServedCrds.EnsureAsync(cluster);
        await cluster.KubectlAsync("create", "namespace", "columns");
        var stream = """
            {"apiVersion": "onair.dev/v1alpha1", "kind": "LiveStream", "metadata": {"name": "lobby", "namespace": "columns"},
             "spec": {"providerRef": {"name": "emulator"}}}
            """;
        (await Kubectl.RunAsync(cluster, stream, "apply", "--filename", "-")).Errors.ShouldBeEmpty();
        var provider = """
            {"apiVersion": "onair.dev/v1alpha1", "kind": "MediaProvider", "metadata": {"name": "columns"},
             "spec": {"aws": {"region": "eu-central-1", "archiveBucket": "talks", "mediaLiveRoleArn": "arn:aws:iam::123456789012:role/r"}}}
            """;
        (await Kubectl.RunAsync(cluster, provider, "apply", "--filename", "-")).Errors.ShouldBeEmpty();
        var split = """
            {"apiVersion": "onair.dev/v1alpha1", "kind": "ArchiveSplit", "metadata": {"name": "talks", "namespace": "columns"},
             "spec": {"streamRef": {"name": "lobby"}, "sections": [{"start": 0, "end": 60}, {"start": "2026-01-01T10:00:00Z", "end": "2026-01-01T11:00:00Z"}]}}
            """;
        (await Kubectl.RunAsync(cluster, split, "apply", "--filename", "-")).Errors.ShouldBeEmpty();
        await StatusPatch.ApplyAsync(
            cluster, "namespaces/columns/archivesplits/talks",
            """{"status": {"phase": "Completed", "source": "LiveStream/lobby", "sectionCount": 2, "sectionsDone": 2, "took": "1m12s", "sessionId": "s1", "outputPath": "s3://cuts/2026/talks"}}""");
        await StatusPatch.ApplyAsync(
            cluster, "namespaces/columns/livestreams/lobby",
            """
            {"status": {"phase": "Idle", "currentSessionId": "s1", "resources": {"channelId": "1234567"},
             "run": {"state": "Stopped", "reason": "Schedule", "message": "spec.schedule has no window until 2027-05-04T07:00:00Z.", "until": "2027-05-04T07:00:00Z"}}}
            """);

        var sink = """
            {"apiVersion": "onair.dev/v1alpha1", "kind": "EventSink", "metadata": {"name": "hooks", "namespace": "columns"},
             "spec": {"url": "https://hooks.example.com/onair"}}
            """;
        (await Kubectl.RunAsync(cluster, sink, "apply", "--filename", "-")).Errors.ShouldBeEmpty();
        await StatusPatch.ApplyAsync(
            cluster, "namespaces/columns/eventsinks/hooks",
            """
            {"status": {"delivered": 1204, "pending": 3, "dead": 1, "breaker": "Open", "lastError": {"time": "2026-01-01T10:00:00Z", "message": "503"},
             "conditions": [{"type": "Ready", "status": "True", "reason": "Delivering", "message": "It takes events.", "lastTransitionTime": "2026-01-01T10:00:00Z"}]}}
            """);

        Table(await cluster.KubectlAsync("get", "live", "--namespace=columns"))
            .ShouldBe(["NAME STATE DECIDED BY PHASE RECEIVING READY REASON SINCE AGE", "lobby Stopped Schedule Idle"]);
        Table(await cluster.KubectlAsync("get", "live", "--namespace=columns", "--output=wide"))
            .ShouldBe(["NAME STATE DECIDED BY PHASE RECEIVING READY REASON SINCE UNTIL PLAYBACK SESSION CHANNEL MESSAGE AGE", "lobby Stopped Schedule Idle 2027-05-04T07:00:00Z s1 1234567"]);
        Table(await cluster.KubectlAsync("get", "split", "--namespace=columns"))
            .ShouldBe(["NAME SOURCE SECTIONS DONE PHASE READY REASON SINCE AGE", "talks LiveStream/lobby 2 2 Completed"]);
        Table(await cluster.KubectlAsync("get", "split", "--namespace=columns", "--output=wide"))
            .ShouldBe(["NAME SOURCE SECTIONS DONE PHASE READY REASON SINCE TOOK ENGINE SESSION OUTPUT MESSAGE AGE", "talks LiveStream/lobby 2 2 Completed 1m12s Pod s1 s3://cuts/2026/talks"]);
        Table(await cluster.KubectlAsync("get", "sink", "--namespace=columns"))
            .ShouldBe(["NAME URL FORMAT DELIVERED PENDING DEAD READY REASON SINCE AGE", "hooks https://hooks.example.com/onair CloudEvents 1204 3 1 True Delivering _"]);
        Table(await cluster.KubectlAsync("get", "sink", "--namespace=columns", "--output=wide"))
            .ShouldBe(["NAME URL FORMAT DELIVERED PENDING DEAD READY REASON SINCE BREAKER LAST ERROR MESSAGE AGE", "hooks https://hooks.example.com/onair CloudEvents 1204 3 1 True Delivering _ Open 503 It takes events."]);
        Table(await cluster.KubectlAsync("get", "provider", "columns")).ShouldBe(["NAME REGION ACCOUNT ORPHANS READY REASON SINCE AGE", "columns eu-central-1"]);
        (await cluster.KubectlAsync("get", "onair", "--namespace=columns", "--output=name"))
            .Split('\n').ShouldContain("livestream.onair.dev/lobby");
    }

    [Fact]
    public async Task The_examples_are_valid()
    {
        await ServedCrds.EnsureAsync(cluster);

        var result = await Kubectl.RunAsync(
            cluster, "", "apply", "--dry-run=server", "--recursive", "--filename", Path.Combine(Checkout.Root, "examples"));

        result.Errors.ShouldBeEmpty();
        result.Output.ShouldContain("livestream.onair.dev/");
    }

    [Fact]
    public async Task The_manifests_in_the_reference_are_valid()
    {
        await ServedCrds.EnsureAsync(cluster);
        var manifests = Directory.GetFiles(Path.Combine(Checkout.Root, "docs", "api"), "*.md")
            .SelectMany(page => File.ReadAllText(page).Split("```yaml\n").Skip(1)).Select(rest => rest.Split("```")[0]);

        var result = await Kubectl.RunAsync(cluster, string.Join("---\n", manifests), "apply", "--dry-run=server", "--filename", "-");

        result.Errors.ShouldBeEmpty();
        foreach (var kind in OnairResources.Kinds) result.Output.ShouldContain($"{kind.Kind.ToLowerInvariant()}.onair.dev/example created");
    }

    /// <summary>Header and row with single blanks, without what changes: the age, and the days since a condition changed.</summary>
    private static string[] Table(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(Words).ToArray();
        return [lines[0], Days().Replace(lines[1][..lines[1].LastIndexOf(' ')], "_")];
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"\b(\d+y)?\d+d\b")]
    private static partial Regex Days();
}
