using System.Text;
using Onair.Api.BroadcastSites;
using Onair.Signaling.Messages;
using Onair.Signaling.Sites;

namespace Onair.Signaling.Ice;

/// <summary>The STUN and TURN servers of a site, with credentials for one participant.</summary>
internal sealed class IceServerBuilder(ISites sites, SignalingSettings settings, TimeProvider time)
{
    /// <summary>How long credentials are valid. A relay that is in use outlives them.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<IceServer>> OfAsync(BroadcastSite site, string participant, CancellationToken cancellationToken)
    {
        var expiresAt = time.GetUtcNow() + Lifetime;
        var servers = new List<IceServer>();
        if (settings.TurnUrls.Count > 0 && settings.TurnSecret.Length > 0)
            servers.Add(WithCredentials(settings.TurnUrls, Encoding.UTF8.GetBytes(settings.TurnSecret), participant, expiresAt));
        foreach (var server in site.Spec.IceServers)
        {
            if (server.SecretRef is null) servers.Add(new(server.Urls));
            // Without its secret a TURN server is of no use.
            else if (await sites.SecretAsync(site, server.SecretRef, cancellationToken) is { Value: { } secret }) servers.Add(WithCredentials(server.Urls, secret, participant, expiresAt));
        }
        return servers;
    }

    private static IceServer WithCredentials(IReadOnlyList<string> urls, byte[] secret, string participant, DateTimeOffset expiresAt)
    {
        var (username, credential) = TurnCredentials.Create(secret, participant, expiresAt);
        return new(urls, username, credential);
    }
}
