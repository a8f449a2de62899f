using System.Text.Json;
using Onair.Api;
using Onair.Api.BroadcastSites;

namespace Onair.Signaling.Sites;

/// <summary>Sites from a file, to run the service without Kubernetes. It is read once.</summary>
internal sealed class FileSites : ISites
{
    private readonly Dictionary<string, BroadcastSite> _sites;
    private readonly string? _secrets;

    public FileSites(SignalingSettings settings)
    {
        using var file = File.OpenRead(settings.SitesFile!);
        var list = JsonSerializer.Deserialize(file, OnairJsonContext.Default.ResourceListBroadcastSite)
            ?? throw new InvalidOperationException($"{settings.SitesFile} has no list of BroadcastSites");
        _sites = list.Items.ToDictionary(site => site.Path, StringComparer.Ordinal);
        _secrets = settings.SecretsFolder;
    }

    public IReadOnlyCollection<BroadcastSite> All => _sites.Values;

    public BroadcastSite? Find(string path) => _sites.GetValueOrDefault(path);

    public async Task<SiteSecret> SecretAsync(BroadcastSite site, SiteSecretReference reference, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(_secrets ?? "", site.Metadata.NamespaceProperty, reference.Name);
        if (_secrets is null || !Directory.Exists(folder)) return new(null, SecretLack.NoSecret);
        var file = Path.Combine(folder, reference.Key);
        return SiteSecret.Of(File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellationToken) : null);
    }

    public string? Unready() => null;
}
