using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Api.LiveStreams;
using Onair.Kubernetes;
using Onair.Operator;
using Onair.Operator.EventSinks;
using Onair.Operator.Outboxes;
using Onair.Tests.Integration.Api;

namespace Onair.Tests.Integration.Events;

/// <summary>Who delivers and who reconciles write the same status, and neither is in the other's way.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class StatusWriterTests(ControlPlane plane) : IAsyncLifetime
{
    private readonly string _namespace = $"outbox-{Guid.NewGuid():N}"[..20];

    private static PendingEvent Event(int number) => new()
    {
        Id = $"uid/1/{number}-started",
        Sequence = number,
        Type = "dev.onair.livestream.started",
        Time = DateTimeOffset.UnixEpoch,
        Source = "/x",
        Data = "{}",
        Sinks = ["a/x"],
    };

    public async Task InitializeAsync()
    {
        await ServedCrds.EnsureAsync(plane);
        await plane.KubectlAsync("create", "namespace", _namespace);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_delivery_that_is_settled_meanwhile_is_no_conflict()
    {
        var (writer, outbox) = Parts();
        var known = await StoredAsync("settled");
        await outbox.SettleAsync(NamespacedName.Of(known), "a/x", new HashSet<string> { Event(1).Id }, CancellationToken.None);

        var written = await writer.WriteAsync(known, known.With(known.Recorded with { Phase = "Changed" }), CancellationToken.None);

        (written.Recorded.Phase, written.Recorded.Outbox!.Sequence).ShouldBe(("Changed", 2));
        written.Recorded.Outbox.Events.ShouldHaveSingleItem().Id.ShouldBe(Event(2).Id);
        written.Metadata.ResourceVersion.ShouldBe((await plane.Client.FindAsync(OnairResources.LiveStreams, "settled", _namespace))!.Metadata.ResourceVersion);
    }

    [Theory]
    [InlineData("annotations")]
    [InlineData("status")]
    public async Task Any_other_change_is_one(string what)
    {
        var (writer, _) = Parts();
        var known = await StoredAsync($"edited-{what}");
        var fresh = known.With(known.Recorded with { Phase = "Other" });
        if (what == "status") await plane.Client.ReplaceStatusAsync(OnairResources.LiveStreams, fresh);
        else await plane.KubectlAsync("annotate", "livestream", "-n", _namespace, known.Metadata.Name!, "a=b");

        (await Should.ThrowAsync<ApiException>(() => writer.WriteAsync(known, known.With(known.Recorded with { Phase = "Changed" }), CancellationToken.None))).IsConflict.ShouldBeTrue();
    }

    [Fact]
    public async Task What_says_the_same_is_not_written()
    {
        var (writer, _) = Parts();
        var known = await StoredAsync("same");

        (await writer.WriteAsync(known, known.With(known.Recorded with { }), CancellationToken.None)).ShouldBeSameAs(known);
    }

    [Fact]
    public async Task Settling_survives_the_writes_of_others_and_the_end_of_the_resource()
    {
        var (_, outbox) = Parts();
        var known = await StoredAsync("busy");
        var settling = Task.Run(async () =>
        {
            for (var i = 1; i <= 2; i++) await outbox.SettleAsync(NamespacedName.Of(known), "a/x", new HashSet<string> { Event(i).Id }, CancellationToken.None);
        });
        for (var i = 0; i < 20; i++) await plane.Client.PatchAsync(OnairResources.LiveStreams, "busy", _namespace, Annotation(i));
        await settling;

        (await plane.Client.FindAsync(OnairResources.LiveStreams, "busy", _namespace))!.Recorded.Outbox!.Events.ShouldBeEmpty();
        await plane.Client.DeleteAsync(OnairResources.LiveStreams, "busy", _namespace);
        await outbox.SettleAsync(NamespacedName.Of(known), "a/x", new HashSet<string> { Event(1).Id }, CancellationToken.None);
    }

    private static Patch Annotation(int value) =>
        Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["count"] = $"{value}" } } });

    // The cache is never started: the resource is what was written last.
    private (StatusWriter<LiveStream> Writer, ResourceOutbox<LiveStream> Outbox) Parts()
    {
        var (type, options) = (OnairResources.LiveStreams, new OperatorOptions());
        var (streams, sinks) = (new Informer<LiveStream>(plane.Client, type), new Informer<EventSink>(plane.Client, OnairResources.EventSinks));
        var entities = new EntityWriter<LiveStream>(plane.Client, streams);
        var context = new SinkContext(options, plane.Client);
        var dead = new DeadLetters(null!, TimeProvider.System);
        _writer = entities;
        return (new(OutboxKinds.LiveStreams, type, entities, plane.Client, new(sinks, context), dead, TimeProvider.System),
            new(OutboxKinds.LiveStreams, type, streams, entities, plane.Client));
    }

    private EntityWriter<LiveStream>? _writer;

    private async Task<LiveStream> StoredAsync(string name)
    {
        var stream = await plane.Client.CreateAsync(OnairResources.LiveStreams, new LiveStream
        {
            Metadata = new() { Name = name, Namespace = _namespace },
            Spec = new() { ProviderRef = new() { Name = "none" } },
        });
        return await _writer!.UpdateStatusAsync(
            stream.With(new() { Phase = "Stored", Outbox = new() { Sequence = 2, Events = [Event(1), Event(2)] } }), CancellationToken.None);
    }
}
