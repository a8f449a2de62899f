using System.Text.Json;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Integration.Operator;

/// <summary>The LiveStreams of a rig, as a user deals with them.</summary>
internal sealed class Streams(OperatorRig rig)
{
    public Task<LiveStream> CreateAsync(string name, Action<LiveStreamSpec>? with = null)
    {
        var stream = new LiveStream
        {
            Metadata = new() { Name = name, NamespaceProperty = rig.Name },
            Spec = new() { ProviderRef = new() { Name = rig.Name } },
        };
        with?.Invoke(stream.Spec);
        return rig.Client.CreateAsync(OnairResources.LiveStreams, stream);
    }

    /// <summary>Creates it from its spec's JSON, without providerRef.</summary>
    public Task<LiveStream> CreateAsync(string name, string spec, string provider)
    {
        var json = $$$$"""{"metadata":{"name":"{{{{name}}}}","namespace":"{{{{rig.Name}}}}"},"spec":{{{{spec}}}}}""";
        var stream = JsonSerializer.Deserialize(json, OnairJsonContext.Default.LiveStream)!;
        stream.Spec.ProviderRef = new() { Name = provider };
        return rig.Client.CreateAsync(OnairResources.LiveStreams, stream);
    }

    /// <summary>A JSON merge patch.</summary>
    public Task<LiveStream> PatchAsync(string name, string json) =>
        rig.Client.PatchAsync(OnairResources.LiveStreams, name, rig.Name, Patch.Merge(json));

    public Task<LiveStream?> FindAsync(string name) => rig.Client.FindAsync(OnairResources.LiveStreams, name, rig.Name);

    /// <summary>Creates it and waits until it is provisioned and in its declared state.</summary>
    public async Task<LiveStream> CreateReadyAsync(string name, Action<LiveStreamSpec>? with = null)
    {
        await CreateAsync(name, with);
        return await ReadyAsync(name);
    }

    /// <summary>Waits until Ready is True for the present generation, in the declared state.</summary>
    public Task<LiveStream> ReadyAsync(string name, int seconds = 120) =>
        UntilAsync(name, IsReady, "Ready", seconds);

    /// <summary>Waits until Ready is False for the present generation, for this reason; the message.</summary>
    public async Task<string> NotReadyAsync(string name, string reason, int seconds = 120) =>
        Ready(await UntilAsync(
            name, s => Ready(s) is { Status: ConditionStatus.False } c && c.Reason == reason && c.ObservedGeneration == s.Metadata.Generation,
            $"not Ready because of {reason}", seconds))!.Message;

    public async Task<string> NotDistributedAsync(string name, string reason, int seconds = 120)
    {
        var stream = await UntilAsync(name, s => Condition(s, LiveStreamConditions.Distributed) is { Status: ConditionStatus.False } c && c.Reason == reason, $"not Distributed because of {reason}", seconds);
        return Condition(stream, LiveStreamConditions.Distributed)!.Message;
    }

    public async Task<LiveStream> UntilAsync(string name, Func<LiveStream, bool> condition, string what, int seconds = 120)
    {
        LiveStream? last = null;
        await Eventually.ShouldBeAsync(
            async () => (last = await FindAsync(name)) is not null && condition(last),
            () => $"{name}: {what}; it is {Text(last)}\n{rig.Operator.Tail()}", seconds);
        return last!;
    }

    public Task DeleteAsync(string name) => rig.Client.DeleteAsync(OnairResources.LiveStreams, name, rig.Name);

    public async Task GoneAsync(string name, int seconds = 120)
    {
        LiveStream? last = null;
        await Eventually.ShouldBeAsync(
            async () => (last = await FindAsync(name)) is null, () => $"{name} is gone; it is {Text(last)}\n{rig.Operator.Tail()}", seconds);
    }

    public async Task DeleteAndWaitAsync(string name)
    {
        await DeleteAsync(name);
        await GoneAsync(name);
    }

    /// <summary>Waits for an Event; its message.</summary>
    public async Task<string> EventAsync(string name, string reason, string containing = "")
    {
        Corev1Event? found = null;
        await Eventually.ShouldBeAsync(
            async () => (found = (await EventsAsync(name)).FirstOrDefault(
                e => e.Reason == reason && e.Message!.Contains(containing, StringComparison.Ordinal))) is not null,
            $"{name} has an Event {reason} that contains \"{containing}\"");
        return found!.Message!;
    }

    public async Task<IReadOnlyList<Corev1Event>> EventsAsync(string name) =>
        [.. (await rig.Kubernetes.CoreV1.ListNamespacedEventAsync(rig.Name)).Items.Where(e => e.InvolvedObject.Name == name)];

    public static Condition? Ready(LiveStream stream) => Condition(stream, ConditionTypes.Ready);

    public static Condition? Condition(LiveStream stream, string type) => stream.Recorded.Conditions.FirstOrDefault(c => c.Type == type);

    /// <summary>The path pattern of its behaviour in a distribution.</summary>
    public static string Pattern(LiveStream stream)
    {
        var path = new Uri(stream.Recorded.Playback!.Url!).AbsolutePath;
        return path[..(path.LastIndexOf('/') + 1)] + "*";
    }

    private static bool IsReady(LiveStream stream) =>
        Ready(stream) is { Status: ConditionStatus.True } ready && ready.ObservedGeneration == stream.Metadata.Generation
        && ready.Reason == (stream.Spec.State == StreamState.Running ? "Running" : "Idle");

    private static string Text(LiveStream? stream) =>
        stream is null ? "not there" : JsonSerializer.Serialize(stream, OnairJsonContext.Default.LiveStream);
}
