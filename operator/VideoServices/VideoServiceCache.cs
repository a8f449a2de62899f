using System.Collections.Concurrent;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Kubernetes.Secrets;
using Onair.Operator.ProviderAccess;
using Onair.VideoActions;

namespace Onair.Operator.VideoServices;

/// <summary>
/// The video services in use, one for each MediaProvider. A service is rebuilt when the provider's spec or one of its Secrets changes; work
/// that holds the old one finishes with it.
/// </summary>
internal sealed class VideoServiceCache(SecretReader reader, ProviderRules rules, OperatorOptions options, TimeProvider time)
{
    // How long credentials are reused before the Secrets are read again. A rotated Secret takes effect within this time.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _change = new();

    /// <summary>The service, with Secrets that were read within the last seconds.</summary>
    /// <exception cref="CredentialsException">The provider or one of its Secrets is invalid.</exception>
    public async Task<VideoService> GetAsync(MediaProvider provider, CancellationToken cancellationToken) =>
        _entries.TryGetValue(provider.Metadata.Name!, out var entry) && entry.IsOf(provider) && time.GetElapsedTime(entry.ReadAt) < Fresh
            ? entry.Service
            : await RefreshAsync(provider, cancellationToken);

    /// <summary>Reads the Secrets again, so that their rotation takes effect without a restart.</summary>
    /// <exception cref="CredentialsException">The provider or one of its Secrets is invalid.</exception>
    public async Task<VideoService> RefreshAsync(MediaProvider provider, CancellationToken cancellationToken)
    {
        if (rules.Check(provider) is { Count: > 0 } violations) throw new CredentialsException(string.Join("; ", violations));
        if (provider.Spec.Video is not { } video) throw new CredentialsException($"MediaProvider \"{provider.Metadata.Name}\" has no spec.video");
        var secrets = await VideoSecrets.ReadAsync(reader, provider, video, cancellationToken);
        lock (_change)
        {
            var name = provider.Metadata.Name!;
            if (_entries.TryGetValue(name, out var known) && known.IsOf(provider) && known.Version == secrets.Version)
                return (_entries[name] = known with { ReadAt = time.GetTimestamp() }).Service;
            var map = ActionMap.Compile(video, out var errors) ?? throw new CredentialsException(string.Join("; ", errors.Select(e => new Violation(e.Field, e.Value, e.Rule))));
            var service = new VideoService(name, map, secrets, TimeSpan.FromSeconds(options.Video.CallTimeoutSeconds));
            _entries[name] = new(provider.Metadata.Uid, provider.Metadata.Generation, secrets.Version, service, time.GetTimestamp());
            return service;
        }
    }

    public void Forget(string name) => _entries.TryRemove(name, out _);

    private sealed record Entry(string? Uid, long? Generation, string Version, VideoService Service, long ReadAt)
    {
        public bool IsOf(MediaProvider provider) => Uid == provider.Metadata.Uid && Generation == provider.Metadata.Generation;
    }
}
