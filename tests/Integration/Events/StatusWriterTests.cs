using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator;
using Onair.Operator.EventSinks;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Outboxes;
using Onair.Tests.Integration.Api;

namespace Onair.Tests.Integration.Events;

/// <summary>Who delivers and who reconciles write the same status, and neither is in the other's way.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class StatusWriterTests(ControlPlane plane) : IAsyncLifetime
{
    private readonly string _namespace = $"outbox-{Guid.NewGuid():N}"[..20];

    private static PendingEvent Event(LiveStream stream, int number) => new()
    {
        Id = $"{stream.Uid}/1/{number}-started",
        Sequence = number,
        Type = "dev.onair.livestream.started",
        Time = DateTimeOffset.UnixEpoch,
        Source = ResourceOutbox<LiveStream>.SourceOf(OnairResources.LiveStreams, stream),
        Data = "{}",
        Sinks = ["a/x"],
    };

    public async Task InitializeAsync()
    {
        await ServedCrds.EnsureAsync(plane);
        await plane.KubectlAsync("create", "namespace", _namespace);
    }

    public async Task DisposeAsync()
    {
        await foreach (var stream in plane.Client.ListAsync(OnairResources.LiveStreams, _namespace))
        {
            if (stream.Metadata.Finalizers is { Count: > 0 })
                await plane.Client.PatchAsync(OnairResources.LiveStreams, stream.Metadata.Name!, _namespace, Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }));
        }
    }

    [Fact]
    public async Task A_delivery_that_is_settled_meanwhile_is_no_conflict()
    {
        var (writer, outbox) = Parts();
        var known = await StoredAsync("settled");
        await outbox.SettleAsync(NamespacedName.Of(known), "a/x", new HashSet<string> { Event(known, 1).Id }, CancellationToken.None);

        var written = await writer.WriteAsync(known, known.With(known.Recorded with { Phase = "Changed" }), CancellationToken.None);

        (written.Recorded.Phase, written.Recorded.Outbox!.Sequence).ShouldBe(("Changed", 2));
        written.Recorded.Outbox.Events.ShouldHaveSingleItem().Id.ShouldBe(Event(known, 2).Id);
        written.Metadata.ResourceVersion.ShouldBe((await plane.Client.FindAsync(OnairResources.LiveStreams, "settled", _namespace))!.Metadata.ResourceVersion);
    }

    [Theory]
    [InlineData("annotated", false)]
    [InlineData("annotated", true)]
    [InlineData("edited", false)]
    [InlineData("deleted", false)]
    public async Task Repeats_a_write_at_once_after_a_change_that_wrote_no_status(string change, bool intent)
    {
        var (writer, _) = Parts();
        var known = await StoredAsync($"{change}-{intent}".ToLowerInvariant());
        await ChangeAsync(known, change);

        var written = await WriteAsync(writer, known, intent);

        written.Recorded.Phase.ShouldBe("Changed");
        var stored = (await plane.Client.FindAsync(OnairResources.LiveStreams, known.Metadata.Name!, _namespace))!;
        written.Metadata.ResourceVersion.ShouldBe(stored.Metadata.ResourceVersion);
        (written.Metadata.Generation, written.Metadata.DeletionTimestamp).ShouldBe((stored.Metadata.Generation, stored.Metadata.DeletionTimestamp));
    }

    [Theory]
    [InlineData("recorded", false)]
    [InlineData("recorded", true)]
    [InlineData("edited", true)]
    [InlineData("deleted", true)]
    public async Task Reports_a_conflict_after_another_status_write_and_for_an_intent_after_an_edit(string change, bool intent)
    {
        var (writer, _) = Parts();
        var known = await StoredAsync($"conflict-{change}-{intent}".ToLowerInvariant());
        await ChangeAsync(known, change);

        (await Should.ThrowAsync<ApiException>(() => WriteAsync(writer, known, intent))).IsConflict.ShouldBeTrue();
    }

    [Fact]
    public async Task An_unchanged_status_is_not_written()
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
            for (var i = 1; i <= 2; i++) await outbox.SettleAsync(NamespacedName.Of(known), "a/x", new HashSet<string> { Event(known, i).Id }, CancellationToken.None);
        });
        for (var i = 0; i < 20; i++) await plane.Client.PatchAsync(OnairResources.LiveStreams, "busy", _namespace, Annotation(i));
        await settling;

        (await plane.Client.FindAsync(OnairResources.LiveStreams, "busy", _namespace))!.Recorded.Outbox!.Events.ShouldBeEmpty();
        await plane.Client.DeleteAsync(OnairResources.LiveStreams, "busy", _namespace);
        await outbox.SettleAsync(NamespacedName.Of(known), "a/x", new HashSet<string> { Event(known, 1).Id }, CancellationToken.None);
    }

    private static Task<LiveStream> WriteAsync(StatusWriter<LiveStream> writer, LiveStream known, bool intent)
    {
        var changed = known.With(known.Recorded with { Phase = "Changed" });
        return intent ? writer.IntendAsync(known, changed, CancellationToken.None) : writer.WriteAsync(known, changed, CancellationToken.None);
    }

    private async Task ChangeAsync(LiveStream known, string change)
    {
        var (type, name) = (OnairResources.LiveStreams, known.Metadata.Name!);
        switch (change)
        {
            case "annotated":
                await plane.Client.PatchAsync(type, name, _namespace, Annotation(1));
                break;
            case "edited":
                await plane.Client.PatchAsync(type, name, _namespace, Patch.Merge(new JsonObject { ["spec"] = new JsonObject { ["state"] = "Running" } }));
                break;
            case "deleted":
                await plane.Client.PatchAsync(type, name, _namespace, Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = new JsonArray("example.com/keeps") } }));
                await plane.Client.DeleteAsync(type, name, _namespace);
                break;
            default:
                await plane.Client.ReplaceStatusAsync(type, known.With(known.Recorded with { Phase = "Other" }));
                break;
        }
    }

    private static Patch Annotation(int value) =>
        Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["count"] = $"{value}" } } });

    // The cache is never started: the resource is what was written last.
    private (StatusWriter<LiveStream> Writer, ResourceOutbox<LiveStream> Outbox) Parts()
    {
        var (type, options) = (OnairResources.LiveStreams, new OperatorOptions());
        var (streams, sinks) = (new Informer<LiveStream>(plane.Client, type), new Informer<EventSink>(plane.Client, OnairResources.EventSinks));
        var entities = new EntityWriter<LiveStream>(plane.Client, streams);
        var directory = new SinkDirectory(sinks, new SinkContext(options, plane.Client), new(null!, TimeProvider.System), TimeProvider.System);
        _writer = entities;
        return (new(LiveStreamOutbox.Kind, type, entities, plane.Client, directory, TimeProvider.System),
            new(LiveStreamOutbox.Kind, type, streams, entities, plane.Client, directory));
    }

    private EntityWriter<LiveStream>? _writer;

    private async Task<LiveStream> StoredAsync(string name)
    {
        var stream = await plane.Client.CreateAsync(OnairResources.LiveStreams, new LiveStream
        {
            Metadata = new() { Name = name, NamespaceProperty = _namespace },
            Spec = new() { ProviderRef = new() { Name = "none" } },
        });
        return await _writer!.UpdateStatusAsync(
            stream.With(new() { Phase = "Stored", Outbox = new() { Sequence = 2, Events = [Event(stream, 1), Event(stream, 2)] } }), CancellationToken.None);
    }
}
