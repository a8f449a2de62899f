using Onair.Kubernetes;
using Onair.Resources;

namespace Onair.Webhook.MediaProviders;

/// <summary>The LiveStreams of a provider, asked of the API server: a cache may not know the latest yet.</summary>
internal static class ProviderUsers
{
    /// <summary>Those that have, or are to have, their resources in its account: <c>namespace/name</c>.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(KubernetesClient client, string provider, Func<LiveStream, bool> which, CancellationToken ct)
    {
        var users = new List<string>();
        await foreach (var stream in client.ListAsync(OnairResources.LiveStreams, null, ct: ct))
            if (Uses(stream, provider) && which(stream)) users.Add($"{NamespacedName.Of(stream)}");
        return users;
    }

    /// <summary>By what is recorded or what is declared: either keeps it from being deleted.</summary>
    private static bool Uses(LiveStream stream, string provider) =>
        stream.Recorded.Resources.Provider == provider || stream.Spec.ProviderName == provider;
}
