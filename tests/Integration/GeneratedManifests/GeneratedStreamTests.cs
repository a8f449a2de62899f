using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.Integration.Operator;
using Onair.Tests.Manifests;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.GeneratedManifests;

/// <summary>Generated streams, all at once, with the real operator and the emulator; no webhook is in front.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class GeneratedStreamTests(GeneratedStreamTests.Rig rig, ITestOutputHelper output) : IClassFixture<GeneratedStreamTests.Rig>
{
    private const int Living = 28;
    private const int Dying = 14;
    private const int Seconds = 60;

    private static readonly string[] Limits = ["MaxRunDuration", "NoInputTimeout"];

    private static readonly string[] Lacks = ["StreamKeyUnusable", "SourceCredentialsUnusable"];

    [Fact]
    public async Task Each_is_ready_or_says_why_not_and_an_edit_and_its_undoing_leave_AWS_as_it_was()
    {
        using var server = new ManifestClient(rig.Plane);
        var edits = await CreateAsync(server, Living, "living");
        var standing = await UntilAsync(edits.Keys, Stands, "stands");
        foreach (var (name, edit) in edits) ShouldSay(standing[name], edit.Before);
        output.WriteLine(string.Join(", ", standing.Values.GroupBy(s => Streams.Ready(s)!.Reason).Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal)));

        var ready = standing.Where(s => Streams.Ready(s.Value)!.Status == ConditionStatus.True).ToDictionary(s => s.Key, s => edits[s.Key]);
        ready.Count.ShouldBeGreaterThan(Living / 4, Seed.Text);
        var pictures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in ready.Keys) pictures[name] = await AwsPicture.OfAsync(rig.Account, standing[name]);
        await TakenAsync(ready.Values.Select(e => e.After), server.ReplaceSpecAsync);
        var edited = await UntilAsync(ready.Keys, Stands, "stands after its edit");
        await TakenAsync(ready.Values.Select(e => e.Before), server.ReplaceSpecAsync);
        var back = await UntilAsync(ready.Keys, IsBack, "is back");
        await LetPendingApplyAsync(server, ready, back);

        foreach (var (name, edit) in ready)
            (await AwsPicture.OfAsync(rig.Account, (await rig.Streams.FindAsync(name))!)).ShouldBe(
                pictures[name], $"{Seed.Text}: {edit}; edited it was {Streams.Ready(edited[name])}");
        // What an edit brings is no drift, and what AWS fills in is none either.
        (await rig.Operator.MetricsAsync()).ShouldNotContain("onair_drift_total{", Case.Sensitive, Seed.Text);
        await DeleteAsync(standing);
    }

    [Fact]
    public async Task One_that_is_deleted_while_it_is_created_leaves_nothing()
    {
        using var server = new ManifestClient(rig.Plane);
        var random = new Random(Seed.Current);
        var edits = await CreateAsync(server, Dying, "dying");
        var enough = edits.Keys.ToDictionary(name => name, _ => random.Next(5));

        var dying = await UntilAsync(edits.Keys, stream => Made(stream) >= enough[stream.Metadata.Name!] || Stands(stream), "is on its way");

        output.WriteLine($"with {string.Join(", ", dying.Values.Select(Made).Order())} resources");
        await DeleteAsync(dying);
    }

    // What the rules refuse is not touched, and told in full; what they accept may lack a Secret or a bucket.
    private void ShouldSay(LiveStream stream, JsonObject manifest)
    {
        var (ready, violations) = (Streams.Ready(stream)!, rig.Oracle.Violations(manifest));
        var told = $"{Seed.Text}: {manifest.ToJsonString()}";
        if (violations.Count > 0)
        {
            (ready.Reason, ready.Message).ShouldBe(("Invalid", string.Join("; ", violations)), told);
            return;
        }
        ready.Message.ShouldNotBeNullOrWhiteSpace(told);
        if (ready.Status == ConditionStatus.True) return;
        if (Limits.Contains(ready.Reason)) stream.Recorded.Hold.ShouldNotBeNull(told);
        else if (ready.Reason == "Rejected") ready.Message.ShouldMatch("^Starting the channel: .*bucket '[^']*' does not exist", told);
        else Lacks.ShouldContain(ready.Reason, $"{ready}\n{told}");
    }

    private async Task<Dictionary<string, GeneratedEdit>> CreateAsync(ManifestClient server, int count, string prefix)
    {
        output.WriteLine(Seed.Text);
        var generated = new GeneratedStreams(rig, rig.Oracle, prefix, Seed.Current + count);
        var edits = Enumerable.Range(0, count).Select(_ => generated.Edit()).ToDictionary(e => (string)e.Before["metadata"]!["name"]!);
        await generated.CreateKeysAsync();
        await TakenAsync(edits.Values.Select(e => e.Before), server.CreateAsync);
        return edits;
    }

    private static Task TakenAsync(IEnumerable<JsonObject> manifests, Func<Crd, JsonObject, CancellationToken, Task<Response>> send) =>
        Task.WhenAll(manifests.Select(async manifest =>
        {
            var answer = await send(GeneratedStreams.Crd, manifest, CancellationToken.None);
            answer.IsTaken.ShouldBeTrue($"{Seed.Text}: {answer}\n{manifest.ToJsonString()}");
        }));

    // An edit that was made at once, and whose undoing waits for the next stop.
    private async Task LetPendingApplyAsync(ManifestClient server, Dictionary<string, GeneratedEdit> edits, Dictionary<string, LiveStream> back)
    {
        var pending = back.Where(s => Streams.Condition(s.Value, LiveStreamConditions.ChangesPending) is not null).Select(s => s.Key).ToList();
        await TakenAsync(pending.Select(name =>
        {
            var stopped = (JsonObject)edits[name].Before.DeepClone();
            stopped["spec"]!["state"] = "Stopped";
            ((JsonObject)stopped["spec"]!).Remove("schedule");
            return stopped;
        }), server.ReplaceSpecAsync);
        await UntilAsync(pending, s => Stands(s) && Streams.Condition(s, LiveStreamConditions.ChangesPending) is null, "is stopped, with nothing pending");
    }

    private async Task DeleteAsync(Dictionary<string, LiveStream> streams)
    {
        await Task.WhenAll(streams.Keys.Select(rig.Streams.DeleteAsync));
        Dictionary<string, LiveStream> left = [];
        await Eventually.ShouldBeAsync(async () => (left = await ListAsync(streams.Keys)).Count == 0, () => Told(left.Values, "are not gone"), Seconds);

        foreach (var stream in streams.Values) (await rig.Account.OwnedAsync(stream.Uid)).ShouldBeEmpty($"{Seed.Text}: {Text(stream)}");
    }

    private async Task<Dictionary<string, LiveStream>> UntilAsync(IReadOnlyCollection<string> names, Func<LiveStream, bool> condition, string what)
    {
        // Each as it was when it was so first.
        var (done, now) = (new Dictionary<string, LiveStream>(StringComparer.Ordinal), new Dictionary<string, LiveStream>());
        await Eventually.ShouldBeAsync(
            async () =>
            {
                now = await ListAsync(names);
                foreach (var (name, stream) in now.Where(s => condition(s.Value))) done.TryAdd(name, stream);
                return done.Count == names.Count;
            },
            () => Told(now.Values.Where(s => !done.ContainsKey(s.Metadata.Name!)), $"not one of these {what}"), Seconds);
        return done;
    }

    private async Task<Dictionary<string, LiveStream>> ListAsync(IReadOnlyCollection<string> names)
    {
        var found = new Dictionary<string, LiveStream>(StringComparer.Ordinal);
        await foreach (var stream in rig.Client.ListAsync(OnairResources.LiveStreams, rig.Name))
            if (names.Contains(stream.Metadata.Name!)) found[stream.Metadata.Name!] = stream;
        return found;
    }

    // The present generation is worked off, or somebody has to help, or a Secret may still come.
    private static bool Stands(LiveStream stream) =>
        Streams.Ready(stream) is { } ready && ready.ObservedGeneration == stream.Metadata.Generation
        && (Lacks.Contains(ready.Reason) || (stream.Recorded.ObservedGeneration == stream.Metadata.Generation
            && (ready.Status == ConditionStatus.True || Streams.Condition(stream, ConditionTypes.Stalled)?.Status == ConditionStatus.True)));

    // The limits go on counting while it is edited.
    private static bool IsBack(LiveStream stream) =>
        Stands(stream) && (Streams.Ready(stream)!.Status == ConditionStatus.True || stream.Recorded.Hold is not null);

    private static int Made(LiveStream stream)
    {
        var ids = stream.Recorded.Resources;
        return new[] { ids.InputSecurityGroupId, ids.SourceCredentials, ids.InputId, ids.PackageChannelId, ids.PackageEndpointId, ids.ChannelId }.Count(id => id is not null);
    }

    private string Told(IEnumerable<LiveStream> streams, string what) =>
        $"{Seed.Text}: {what}:\n{string.Join('\n', streams.Take(3).Select(Text))}\n{rig.Operator.Tail()}";

    private static string Text(LiveStream stream) => JsonSerializer.Serialize(stream, OnairJsonContext.Default.LiveStream);

    /// <summary>With a second provider that limits its streams; everything is compared often, so that a difference that does not go shows.</summary>
    public sealed class Rig(ControlPlane plane) : OperatorRig(plane)
    {
        internal Oracle Oracle { get; private set; } = null!;

        protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } = new Dictionary<string, string> { ["Onair__DriftCheckSeconds"] = "2" };

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await GeneratedStreams.CreateSecretsAsync(this);
            var limited = await CreateProviderAsync($"{Name}-limited", aws => aws.DistributionId = null, new() { MaxHeight = 720, MaxBitrate = 3_000_000, MaxRunDuration = "12h" });
            var provider = await Client.GetAsync(OnairResources.MediaProviders, Name, null);
            // Most streams are those of the one with a distribution.
            Oracle = new([provider, provider, limited]);
        }
    }
}
