using System.Text;
using System.Text.Json;
using k8s;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Kubernetes.Client;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.IvsChannels;

/// <summary>The IvsChannels of a rig, as a user deals with them, and their encoders.</summary>
public class IvsRig(ControlPlane plane) : OperatorRig(plane)
{
    protected override IReadOnlyDictionary<string, string> EmulatorSettings { get; } =
        new Dictionary<string, string> { ["Emulator__Media"] = "false", ["Emulator__Seed__Buckets__1"] = "talks" };

    protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } = new Dictionary<string, string> { ["Onair__Events__AllowedCidrs__0"] = "127.0.0.0/8" };

    internal Task<IvsChannel> CreateAsync(string name, Action<IvsChannelSpec>? with = null, string? adopt = null)
    {
        var channel = new IvsChannel
        {
            Metadata = new() { Name = name, NamespaceProperty = Name, Annotations = adopt is null ? null : new Dictionary<string, string> { [Annotations.Adopt] = adopt } },
            Spec = new() { ProviderRef = new() { Name = Name } },
        };
        with?.Invoke(channel.Spec);
        return Client.CreateAsync(OnairResources.IvsChannels, channel);
    }

    internal async Task<IvsChannel> CreateReadyAsync(string name, Action<IvsChannelSpec>? with = null, string? adopt = null)
    {
        await CreateAsync(name, with, adopt);
        return await ReadyAsync(name);
    }

    /// <summary>A JSON merge patch.</summary>
    internal Task<IvsChannel> PatchAsync(string name, string json) => Client.PatchAsync(OnairResources.IvsChannels, name, Name, Patch.Merge(json));

    internal Task<IvsChannel?> FindAsync(string name) => Client.FindAsync(OnairResources.IvsChannels, name, Name);

    internal Task<IvsChannel> ReadyAsync(string name) => UntilAsync(
        name, c => c.Recorded.Conditions.Any(x => x is { Type: ConditionTypes.Ready, Status: ConditionStatus.True } && x.ObservedGeneration == c.Metadata.Generation), "Ready");

    internal async Task<IvsChannel> UntilAsync(string name, Func<IvsChannel, bool> condition, string what, int seconds = 120)
    {
        IvsChannel? last = null;
        await Eventually.ShouldBeAsync(
            async () => (last = await FindAsync(name)) is not null && condition(last), () => $"{name}: {what}; it is {Text(last)}\n{Operator.Tail()}", seconds);
        return last!;
    }

    internal Task DeleteAsync(string name) => Client.DeleteAsync(OnairResources.IvsChannels, name, Name);

    internal async Task GoneAsync(string name)
    {
        IvsChannel? last = null;
        await Eventually.ShouldBeAsync(async () => (last = await FindAsync(name)) is null, () => $"{name} is gone; it is {Text(last)}\n{Operator.Tail()}", 120);
    }

    internal async Task DeleteAndWaitAsync(string name)
    {
        await DeleteAsync(name);
        await GoneAsync(name);
    }

    /// <summary>An entry of the Secret with the stream key.</summary>
    internal async Task<string> SecretAsync(IvsChannel channel, string entry) =>
        Encoding.UTF8.GetString((await Kubernetes.CoreV1.ReadNamespacedSecretAsync(channel.StreamKeySecretName, Name)).Data![entry]);

    /// <summary>An encoder begins or ends to push.</summary>
    internal async Task PushAsync(IvsChannel channel, bool pushing)
    {
        using var body = new StringContent(pushing ? "true" : "false");
        using var http = new HttpClient();
        using var answer = await http.PutAsync(new Uri($"{Emulator.Url}/admin/push/{channel.Recorded.Resources.ChannelArn!.Split('/')[^1]}"), body);
        answer.EnsureSuccessStatusCode();
    }

    internal async Task<IvsChannel> LiveAsync(string name)
    {
        await PushAsync((await FindAsync(name))!, true);
        return await UntilAsync(name, c => c.Is(IvsChannelConditions.Live), "Live");
    }

    private static string Text(IvsChannel? channel) =>
        channel is null ? "gone" : JsonSerializer.Serialize(channel.Recorded, OnairJsonContext.Default.IvsChannelStatus);
}
