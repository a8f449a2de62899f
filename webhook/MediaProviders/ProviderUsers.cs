using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;

namespace Onair.Webhook.MediaProviders;

/// <summary>Who uses a provider, <c>namespace/name</c>, asked of the API server: a cache may not know the latest yet.</summary>
internal static class ProviderUsers
{
    /// <summary>The LiveStreams that have, or are to have, their resources in its account.</summary>
    public static async Task<IReadOnlyList<string>> StreamsAsync(KubernetesClient client, string provider, Func<LiveStream, bool> which, CancellationToken ct)
    {
        var users = new List<string>();
        await foreach (var stream in client.ListAsync(OnairResources.LiveStreams, null, ct: ct))
            if (Uses(stream, provider) && which(stream)) users.Add($"{NamespacedName.Of(stream)}");
        return users;
    }

    /// <summary>The ArchiveSplits that have work or outputs in its account.</summary>
    public static async Task<IReadOnlyList<string>> SplitsAsync(KubernetesClient client, string provider, CancellationToken ct)
    {
        var users = new List<string>();
        await foreach (var split in client.ListAsync(OnairResources.ArchiveSplits, null, ct: ct))
            if (ProviderUse.IsUser(split, provider)) users.Add($"{NamespacedName.Of(split)}");
        return users;
    }

    /// <summary>The VideoAssets that have something at its service.</summary>
    public static async Task<IReadOnlyList<string>> AssetsAsync(KubernetesClient client, string provider, CancellationToken ct)
    {
        var users = new List<string>();
        await foreach (var asset in client.ListAsync(OnairResources.VideoAssets, null, ct: ct))
            if (ProviderUse.IsUser(asset, provider)) users.Add($"{NamespacedName.Of(asset)}");
        return users;
    }

    /// <summary>By what is recorded or what is declared: either keeps it from being deleted.</summary>
    private static bool Uses(LiveStream stream, string provider) =>
        stream.Recorded.Resources.Provider == provider || stream.Spec.ProviderName == provider;
}
