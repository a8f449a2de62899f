using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Onair.Api.EventSinks;
using Onair.Api.LiveStreams;
using Onair.Tests.Integration.ArchiveSplits;
using Onair.Tests.Integration.Events.Formats;

namespace Onair.Tests.Integration.Events;

/// <summary>What the real operator sends, taken by receivers that know nothing of it: the libraries of the standards, and the earlier service's example.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class RealReceiverTests(EventRig rig) : IClassFixture<EventRig>
{
    [Fact]
    public async Task Libraries_of_the_standards_verify_and_parse_the_lives_of_all_kinds()
    {
        await Receiver.InstallAsync();
        await using var binary = await EventReceiver.StartedAsync();
        await using var batch = await EventReceiver.StartedAsync();
        var (former, current) = (NewSecret(), NewSecret());
        await rig.CreateSecretAsync("signing", ("secret", $"{current}\n{former}\n"));
        await rig.SinkAsync("binary", binary.Url, s => s.SigningSecretRef = new() { Name = "signing" });
        await rig.SinkAsync("batch", batch.Url, s => (s.SigningSecretRef, s.BatchSize) = (new() { Name = "signing" }, 10));

        await LiveAsync("lives");
        await binary.TakesAsync(taken => taken.Select(r => r.Type).Distinct().Count() >= 14, "there are events of all kinds");
        await Eventually.ShouldBeAsync(
            () => Task.FromResult(IdsIn(batch).Count == binary.Taken.Count), () => $"the batches have all: {string.Join(", ", batch.Taken.Select(r => r.Body.Length))}");

        foreach (var secret in new[] { former, current })
        {
            var read = await Receiver.ReceiveAsync(binary.Taken.Select(r => new Formats.ReceivedRequest(r.Headers, r.Body) { Secret = secret }));
            read.ShouldAllBe(r => (bool)r["verified"]!);
            read.Select(r => (string?)r["mode"]).Distinct().ShouldBe(["binary"]);
            read.SelectMany(r => r["events"]!.AsArray()).Select(e => (string?)e!["id"]).ShouldBe(binary.Taken.Select(r => r.Id));
            var batches = await Receiver.ReceiveAsync(batch.Taken.Select(r => new Formats.ReceivedRequest(r.Headers, r.Body) { Secret = secret }));
            batches.ShouldAllBe(r => (bool)r["verified"]!);
            batches.Select(r => (string?)r["mode"]).Distinct().ShouldBe(["batch"]);
        }

        IdsIn(batch).ShouldBe(binary.Taken.Select(r => r.Id), ignoreOrder: true);
        var forged = await Receiver.ReceiveAsync(binary.Taken.Select(r => new Formats.ReceivedRequest(r.Headers, r.Body + " ") { Secret = current }));
        forged.ShouldAllBe(r => !(bool)r["verified"]!);
        // What happens next is not for receivers that are away then.
        await rig.SinkGoneAsync("binary");
        await rig.SinkGoneAsync("batch");
    }

    [Fact]
    public async Task The_earlier_services_example_takes_the_plain_format()
    {
        await using var sink = await PlainSink.StartAsync("plain-token");
        await rig.CreateSecretAsync("plain-token", ("token", "plain-token"));
        await rig.SinkAsync("plain", sink.Url.ToString(), s => (s.Format, s.TokenSecretRef, s.Selector.MatchLabels) = (EventFormat.Plain, new() { Name = "plain-token" }, new Dictionary<string, string> { ["told"] = "plain" }));

        await rig.UploadedByClientAsync("plain", a => a.Metadata.Labels = new Dictionary<string, string> { ["told"] = "plain" });
        await rig.SendAsync("plain", await SplitRig.TenSecondsAsync());
        await rig.PlaysAsync("plain");
        await rig.AssetDeletedAsync("plain");

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var taken = new List<(int Status, string Kind)>();
        // Waiting, preparing, ready with what is known of it, and deleted.
        while (taken.Count < 5) taken.Add(await sink.NextAsync(limit.Token));
        taken.ShouldAllBe(t => t.Status == 200);
        taken.Select(t => t.Kind).ShouldBe(["video", "video", "video", "analytics", "video"]);
        (await rig.SinkUntilAsync("plain", s => s.Recorded.Delivered == 4, "all are taken")).Recorded.DeadLetters.ShouldBeEmpty();
    }

    private static string NewSecret() => $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";

    private static List<string?> IdsIn(EventReceiver batch) => [.. batch.Taken.SelectMany(r => JsonNode.Parse(r.Body)!.AsArray()).Select(e => (string?)e!["id"])];

    // A stream that runs and is deleted, a recording that is cut, and an upload that plays and is deleted.
    private async Task LiveAsync(string name)
    {
        await rig.RecordedAsync("recorded");
        await rig.CreateAsync(name, "recorded", null, (0, 10), (20, 30));
        await rig.ReadyAsync(name);
        await rig.UploadedByClientAsync(name);
        await rig.SendAsync(name, await SplitRig.TenSecondsAsync());
        await rig.PlaysAsync(name);
        await rig.AssetDeletedAsync(name);
        await rig.Streams.CreateAsync(name, s => s.State = StreamState.Running);
        await rig.Streams.ReadyAsync(name);
        await rig.Streams.PatchAsync(name, """{"spec":{"state":"Stopped"}}""");
        await rig.Streams.UntilAsync(name, s => s.Recorded.Phase == "Idle", "it is stopped");
        await rig.Streams.DeleteAndWaitAsync(name);
    }
}
