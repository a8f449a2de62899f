using Onair.Api.BroadcastSites;

namespace Onair.Signaling.Sites;

/// <summary>The BroadcastSites that this service serves.</summary>
internal interface ISites
{
    /// <summary>All of them, also invalid ones.</summary>
    IReadOnlyCollection<BroadcastSite> All { get; }

    /// <summary>A site by <c>namespace/name</c>, with its last valid spec; null if there is none.</summary>
    BroadcastSite? Find(string path);

    /// <summary>An entry of a Secret in the site's namespace.</summary>
    Task<SiteSecret> SecretAsync(BroadcastSite site, SiteSecretReference reference, CancellationToken cancellationToken);

    /// <summary>Why the sites are not known yet; null if they are.</summary>
    string? Unready();
}
