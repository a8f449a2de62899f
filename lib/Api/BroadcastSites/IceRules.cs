using Onair.Api.Rules;

namespace Onair.Api.BroadcastSites;

/// <summary>Rules for STUN and TURN servers.</summary>
internal static class IceRules
{
    public static IEnumerable<Violation> Secrets(BroadcastSiteCase site)
    {
        var servers = site.Site.Spec.IceServers;
        for (var i = 0; i < servers.Count; i++)
        {
            var field = $"spec.iceServers[{i}]";
            if (servers[i].SecretRef is null)
            {
                if (servers[i].Urls.FirstOrDefault(IsTurn) is { } turn) yield return new($"{field}.secretRef", null, $"\"{turn}\" needs the secret that its server shares with Onair");
            }
            else if (servers[i].Urls.FirstOrDefault(url => !IsTurn(url)) is { } stun)
            {
                yield return new($"{field}.urls", stun, "must not be together with secretRef: STUN takes no credentials");
            }
        }
    }

    private static bool IsTurn(string url) => url.StartsWith("turn", StringComparison.Ordinal);
}
