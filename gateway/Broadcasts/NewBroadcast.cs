using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Api.MediaProviders;

namespace Onair.Gateway.Broadcasts;

/// <summary>The HlsBroadcast of a request that starts a new one. A pure function.</summary>
internal static class NewBroadcast
{
    /// <param name="displayName">The name that people give it.</param>
    /// <param name="template">The spec that all new broadcasts have in common.</param>
    /// <param name="provider">The chosen provider.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="name">The object's name.</param>
    public static HlsBroadcast Of(string displayName, HlsBroadcastSpec template, MediaProvider provider, string ns, string name) => new()
    {
        Metadata = new()
        {
            NamespaceProperty = ns,
            Name = name,
            Annotations = new Dictionary<string, string> { [Annotations.DisplayName] = displayName },
        },
        Spec = template with { State = HlsBroadcastState.Running, ProviderRef = new() { Name = provider.Metadata.Name! } },
    };
}
