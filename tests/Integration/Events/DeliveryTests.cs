using Microsoft.AspNetCore.Http;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.Integration.ArchiveSplits;

namespace Onair.Tests.Integration.Events;

/// <summary>What happens to resources is told to EventSinks: by the real operator, out of real statuses.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class DeliveryTests(EventRig rig) : IClassFixture<EventRig>
{
    [Fact]
    public async Task The_life_of_a_stream_is_told_and_a_sink_gets_what_it_asked_for()
    {
        await using var receiver = await EventReceiver.StartedAsync();
        await using var picky = await EventReceiver.StartedAsync();
        await rig.SinkAsync("life", receiver.Url, s => s.Selector.MatchLabels = Labels("life"));
        await rig.SinkAsync("picky", picky.Url, s => (s.Selector.MatchLabels, s.Events) = (Labels("life"), ["dev.onair.livestream.started", "dev.onair.videoasset.*"]));

        var stream = await CreateAsync("life", StreamState.Running);
        await rig.Streams.ReadyAsync("life");
        await rig.Streams.PatchAsync("life", """{"spec":{"state":"Stopped"}}""");
        stream = await rig.Streams.UntilAsync("life", s => s.Recorded.Phase == "Idle", "it is stopped");
        await rig.Streams.DeleteAndWaitAsync("life");

        receiver.Taken.Select(r => r.Name).Where(n => n != "changed").ShouldBe(["provisioned", "starting", "started", "stopping", "stopped", "deleted"]);
        receiver.Taken.Select(r => r.Sequence).ShouldBe([.. Enumerable.Range(1, receiver.Taken.Count).Select(i => (long)i)]);
        receiver.Taken.ShouldAllBe(r => r.Headers["ce-source"] == $"/apis/onair.dev/v1alpha1/namespaces/{rig.Name}/livestreams/life" && r.Subject == $"{rig.Name}/life");
        receiver.Taken.ShouldAllBe(r => r.Id.StartsWith($"{stream.Uid}/", StringComparison.Ordinal) && r.Headers["webhook-id"] == r.Id);
        ((string?)receiver.Taken.Single(r => r.Name == "started").Data["sessionId"]).ShouldBe(stream.Recorded.Sessions.ShouldHaveSingleItem().Id);
        ((string?)receiver.Taken.Single(r => r.Name == "stopping").Data["message"]).ShouldBe(stream.Recorded.Sessions[0].StopReason);
        picky.Taken.Select(r => r.Name).ShouldBe(["started"]);
        await rig.SinkUntilAsync("life", s => s.Recorded is { Pending: null or 0 } status && status.Delivered == receiver.Taken.Count, "its numbers are right");
    }

    [Fact]
    public async Task A_receiver_that_refuses_the_token_is_told_and_gets_all_of_it_with_another()
    {
        await using var receiver = await EventReceiver.StartedAsync();
        receiver.Instead = async (context, request) =>
        {
            if (request.Headers["authorization"] == "Bearer right") return false;
            context.Response.StatusCode = 401;
            await context.Response.WriteAsync("no such token");
            return true;
        };
        await rig.CreateSecretAsync("refused", ("token", "wrong"));
        await rig.SinkAsync("refused", receiver.Url, s => (s.Selector.MatchLabels, s.TokenSecretRef) = (Labels("refused"), new() { Name = "refused" }));
        (await rig.Plane.KubectlAsync("get", "eventsink", "refused", "-n", rig.Name, "-o", "wide", "--no-headers")).ShouldMatch(" True +NoEvents .*No events yet\\.");

        await CreateAsync("refused", StreamState.Stopped);

        var stalled = await rig.SinkUntilAsync("refused", s => s.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True }), "it is stalled");
        var condition = stalled.Recorded.Conditions.Single(c => c.Type == ConditionTypes.Stalled);
        (condition.Reason, condition.Message).ShouldBe((
            "Unauthorized", "The receiver answered 401: no such token. Correct the token in Secret \"refused\" (spec.tokenSecretRef). Events wait, and are sent again when the Secret changes."));
        (await rig.Streams.EventAsync("refused", "Unauthorized")).ShouldBe(condition.Message);
        (await rig.Plane.KubectlAsync("get", "eventsink", "refused", "-n", rig.Name, "--no-headers")).ShouldMatch(" False +Unauthorized ");

        await rig.PatchSecretAsync("refused", """{"stringData": {"token": "right"}}""");

        await rig.SinkUntilAsync("refused", s => s.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: ConditionStatus.True, Reason: "Ready" }) && s.Recorded.Pending is null or 0, "it is delivered", 60);
        receiver.Taken.Select(r => r.Name).ShouldContain("provisioned");
        await rig.Streams.DeleteAndWaitAsync("refused");
        await rig.SinkGoneAsync("refused");
    }

    [Fact]
    public async Task An_asset_is_told_from_its_upload_to_its_end()
    {
        await using var receiver = await EventReceiver.StartedAsync();
        await rig.SinkAsync("assets", receiver.Url, s => s.Selector.MatchLabels = Labels("asset"));

        await rig.UploadedByClientAsync("told", a => (a.Metadata.Labels, a.Spec.Description) = (new Dictionary<string, string> { ["told"] = "asset" }, "What it shows"));
        await rig.SendAsync("told", await SplitRig.TenSecondsAsync());
        var asset = await rig.PlaysAsync("told");
        await rig.AssetDeletedAsync("told");

        receiver.Taken.Select(r => r.Name).ShouldBe(["waiting", "preparing", "ready", "deleted"]);
        var ready = receiver.Taken.Single(r => r.Name == "ready").Data;
        ((string?)ready["assetId"], (string?)ready["description"]).ShouldBe((asset.Recorded.AssetId, "What it shows"));
        receiver.Taken.ShouldAllBe(r => !r.Body.Contains("signature", StringComparison.OrdinalIgnoreCase) && r.Body.Length < 20_000);
    }

    [Fact]
    public async Task A_sink_that_hangs_delays_no_other_and_no_reconcile()
    {
        await using var hanging = await EventReceiver.StartedAsync();
        await using var quick = await EventReceiver.StartedAsync();
        hanging.Instead = async (context, _) =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        await rig.SinkAsync("hanging", hanging.Url, s => (s.Selector.MatchLabels, s.TimeoutSeconds) = (Labels("hang"), 60));
        await rig.SinkAsync("quick", quick.Url, s => s.Selector.MatchLabels = Labels("hang"));

        await CreateAsync("hang", StreamState.Running, "hang");
        var stream = await rig.Streams.ReadyAsync("hang");
        await quick.TakesAsync(taken => taken.Count >= 3, "the quick one is told all of it");

        hanging.Requests.Count.ShouldBe(1);
        stream = await rig.Streams.UntilAsync("hang", s => s.Recorded.Outbox!.Events.All(e => e.Sinks.SequenceEqual([$"{rig.Name}/hanging"])), "only the hanging one has something to come");
        stream.Recorded.Outbox!.Events.Select(e => e.Sequence).ShouldBe([1L, 2L, 3L]);
        await rig.SinkGoneAsync("hanging");
        await rig.Streams.UntilAsync("hang", s => s.Recorded.Outbox!.Events.Count == 0, "what was for a sink that is gone leaves");
        await rig.Streams.DeleteAndWaitAsync("hang");
    }

    [Fact]
    public async Task A_refused_event_becomes_a_dead_letter_and_can_be_replayed()
    {
        await using var receiver = await EventReceiver.StartedAsync();
        receiver.Answer(422, "not this one");
        await rig.SinkAsync("strict", receiver.Url, s => (s.Selector.MatchLabels, s.RetryAttempts) = (Labels("dead"), 2));
        await CreateAsync("dead", StreamState.Stopped, "dead");

        var sink = await rig.SinkUntilAsync("strict", s => s.Recorded.DeadLetters.Count == 1, "there is a dead letter");
        var letter = sink.Recorded.DeadLetters[0];
        letter.Type.ShouldBe("dev.onair.livestream.provisioned");
        letter.Reason.ShouldContain("422");
        letter.Reason.ShouldContain("not this one");
        receiver.Requests.Count.ShouldBe(3);
        (await rig.SinkUntilAsync("strict", s => s.Recorded.Dead == 1, "it is counted")).Recorded.DeadTotal.ShouldBe(1);

        receiver.Instead = null;
        await rig.ReplayAsync("strict", "1");
        sink = await rig.SinkUntilAsync("strict", s => s.Recorded is { Replay: "1", DeadLetters.Count: 0 }, "it is taken");

        receiver.Taken.ShouldHaveSingleItem().Id.ShouldBe(letter.Id);
        receiver.Taken.Single().Body.ShouldBe(letter.Data);
        await rig.Streams.DeleteAndWaitAsync("dead");
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_left_alone_until_its_letters_are_sent_again()
    {
        await using var receiver = await EventReceiver.StartedAsync();
        receiver.Answer(StatusCodes.Status410Gone);
        await rig.SinkAsync("gone", receiver.Url, s => s.Selector.MatchLabels = Labels("gone"));
        await CreateAsync("gone", StreamState.Stopped, "gone");

        await rig.SinkUntilAsync("gone", s => s.Recorded.GoneGeneration == 1 && s.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True, Reason: "Gone" }), "it is Stalled");
        await rig.Streams.PatchAsync("gone", """{"spec":{"state":"Running"}}""");
        await rig.Streams.ReadyAsync("gone");
        receiver.Requests.Count.ShouldBe(1, "nothing is recorded for it any more");

        receiver.Instead = null;
        await rig.ReplayAsync("gone", "1");
        await receiver.TakesAsync(taken => taken.Any(r => r.Name == "provisioned"), "the dead letter is taken");
        await rig.SinkUntilAsync("gone", s => s.Recorded.GoneGeneration is null, "it gets events again");
        await rig.Streams.DeleteAndWaitAsync("gone");
        await receiver.TakesAsync(taken => taken.Any(r => r.Name == "deleted"), "later events are taken");
    }

    [Fact]
    public async Task Deletes_a_stream_after_a_busy_receiver_took_its_last_event_and_at_once_when_the_receiver_fails()
    {
        await using var receiver = await EventReceiver.StartedAsync();
        await rig.SinkAsync("farewell", receiver.Url, s => (s.Selector.MatchLabels, s.RetryAttempts) = (Labels("farewell"), 50));
        await CreateAsync("farewell", StreamState.Stopped, "farewell");
        await CreateAsync("farewell-2", StreamState.Stopped, "farewell");
        await receiver.TakesAsync(taken => taken.Count == 2, "both are provisioned");

        var free = new TaskCompletionSource();
        receiver.Instead = async (context, _) =>
        {
            await free.Task.WaitAsync(context.RequestAborted);
            return false;
        };
        await rig.Streams.DeleteAsync("farewell");
        (await rig.Streams.NotReadyAsync("farewell", "DeliveringEvents")).ShouldBe($"Waiting for the delivery of 1 event to EventSink {rig.Name}/farewell.");
        free.SetResult();
        await rig.Streams.GoneAsync("farewell");
        receiver.Taken.Last().ShouldSatisfyAllConditions(r => r.Name.ShouldBe("deleted"), r => r.Subject.ShouldBe($"{rig.Name}/farewell"));

        await receiver.StopAsync();
        await rig.Streams.DeleteAsync("farewell-2");
        await rig.Streams.GoneAsync("farewell-2", 180);
        var letter = (await rig.SinkUntilAsync("farewell", s => s.Recorded.DeadLetters.Count == 1, "there is a dead letter")).Recorded.DeadLetters[0];
        letter.Type.ShouldBe("dev.onair.livestream.deleted");
        letter.Reason.ShouldStartWith("the resource was deleted while the EventSink was failing: ");
        await receiver.StartAsync();
        await rig.ReplayAsync("farewell", "1");
        await receiver.TakesAsync(taken => taken is [.., { Name: "deleted" } last] && last.Subject == $"{rig.Name}/farewell-2", "it is told after all");
    }

    [Fact]
    public async Task Of_more_events_than_an_outbox_takes_the_oldest_become_dead_letters()
    {
        await using var receiver = await EventReceiver.StartedAsync();
        // It hangs rather than refuses: no number of retries lasts as long as the edits may take.
        var answer = new TaskCompletionSource();
        receiver.Instead = async (context, _) =>
        {
            await answer.Task.WaitAsync(context.RequestAborted);
            return false;
        };
        await rig.SinkAsync("full", receiver.Url, s => (s.Selector.MatchLabels, s.TimeoutSeconds, s.RetryAttempts) = (Labels("full"), 60, 50));
        await CreateAsync("full", StreamState.Stopped, "full");
        await rig.Streams.ReadyAsync("full");

        // An edit that is applied is an event.
        for (var edit = 0; edit < 70; edit++)
        {
            var edited = await rig.Streams.PatchAsync("full", $$$$"""{"spec":{"packaging":{"startoverWindowSeconds":{{{{1000 + edit}}}}}}}""");
            await rig.Streams.UntilAsync("full", s => s.Recorded.ObservedGeneration == edited.Metadata.Generation, "the edit is applied");
        }

        var stream = (await rig.Streams.FindAsync("full"))!;
        (stream.Recorded.Outbox!.Events.Count, stream.Recorded.Outbox.Sequence).ShouldBe((64, 71));
        var dead = (await rig.SinkUntilAsync("full", s => s.Recorded.DeadLetters.Count == 7, "seven are dead letters")).Recorded.DeadLetters;
        dead.ShouldAllBe(l => l.Reason == "64 later events of the resource wait");
        dead.Select(l => l.Sequence).ShouldBe([1L, 2L, 3L, 4L, 5L, 6L, 7L]);
        answer.SetResult();
        await rig.ReplayAsync("full", "1");
        await receiver.TakesAsync(taken => taken.DistinctBy(r => r.Id).Count() == 71, "all are taken");
        await rig.Streams.DeleteAndWaitAsync("full");
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data", "169.254.169.254 is link-local, where clouds keep their metadata (RFC 3927)")]
    [InlineData("http://10.1.2.3/hook", "10.1.2.3 is private (RFC 1918)")]
    [InlineData("https://[::1]/hook", "::1 is loopback (RFC 4291)")]
    [InlineData("http://localhost/hook", "host 'localhost' is this machine (RFC 6761)")]
    public async Task An_address_that_nobody_has_allowed_is_refused(string url, string rule)
    {
        var name = $"refused-{Guid.NewGuid():N}"[..16];
        await rig.SinkAsync(name, url, s => s.Selector.MatchLabels = Labels(name));

        var sink = await rig.SinkUntilAsync(name, s => s.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True }), "it is Stalled");

        sink.Recorded.Conditions.Single(c => c.Type == ConditionTypes.Stalled).Message.ShouldContain(rule);
        await rig.SinkGoneAsync(name);
    }

    private static Dictionary<string, string> Labels(string value) => new() { ["told"] = value };

    private Task<LiveStream> CreateAsync(string name, StreamState state, string? label = null) => rig.Client.CreateAsync(OnairResources.LiveStreams, new LiveStream
    {
        Metadata = new() { Name = name, NamespaceProperty = rig.Name, Labels = Labels(label ?? name) },
        Spec = new() { ProviderRef = new() { Name = rig.Name }, State = state },
    });
}
