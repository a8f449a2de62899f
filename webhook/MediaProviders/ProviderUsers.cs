using Onair.Api;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;

namespace Onair.Webhook.MediaProviders;

/// <summary>The users of a provider as <c>namespace/name</c>, read from the API server because a cache may lag.</summary>
internal static class ProviderUsers
{
    /// <summary>The LiveStreams that have, or will have, resources in its account.</summary>
    public static async Task<IReadOnlyList<string>> StreamsAsync(
        KubernetesClient client, string provider, Func<LiveStream, bool> which, CancellationToken cancellationToken)
    {
        var users = new List<string>();
        await foreach (var stream in client.ListAsync(OnairResources.LiveStreams, null, cancellationToken: cancellationToken))
            if (Uses(stream, provider) && which(stream)) users.Add($"{NamespacedName.Of(stream)}");
        return users;
    }

    /// <summary>The IvsChannels that have, or will have, resources in its account.</summary>
    public static async Task<IReadOnlyList<string>> ChannelsAsync(KubernetesClient client, string provider, CancellationToken cancellationToken)
    {
        var users = new List<string>();
        await foreach (var channel in client.ListAsync(OnairResources.IvsChannels, null, cancellationToken: cancellationToken))
            if (Uses(channel, provider)) users.Add($"{NamespacedName.Of(channel)}");
        return users;
    }

    /// <summary>The ArchiveSplits that have work or outputs in its account.</summary>
    public static async Task<IReadOnlyList<string>> SplitsAsync(KubernetesClient client, string provider, CancellationToken cancellationToken)
    {
        var users = new List<string>();
        await foreach (var split in client.ListAsync(OnairResources.ArchiveSplits, null, cancellationToken: cancellationToken))
            if (ProviderUse.IsUser(split, provider)) users.Add($"{NamespacedName.Of(split)}");
        return users;
    }

    /// <summary>The VideoAssets that have something at its service.</summary>
    public static async Task<IReadOnlyList<string>> AssetsAsync(KubernetesClient client, string provider, CancellationToken cancellationToken)
    {
        var users = new List<string>();
        await foreach (var asset in client.ListAsync(OnairResources.VideoAssets, null, cancellationToken: cancellationToken))
            if (ProviderUse.IsUser(asset, provider)) users.Add($"{NamespacedName.Of(asset)}");
        return users;
    }

    /// <summary>Whether the stream uses it, recorded or declared: either prevents its deletion.</summary>
    private static bool Uses(LiveStream stream, string provider) =>
        stream.Recorded.Resources.Provider == provider || stream.Spec.ProviderName == provider;

    private static bool Uses(IvsChannel channel, string provider) =>
        channel.Recorded.Resources.Provider == provider || channel.Spec.ProviderRef.Name == provider;
}
