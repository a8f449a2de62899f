using System.Collections.Concurrent;

namespace Onair.Emulator.Media.Packaging;

/// <summary>All endpoints with segments, those of stopped channels and of earlier runs of the emulator included.</summary>
internal sealed class PackageOrigin : IDisposable
{
    private readonly ConcurrentDictionary<string, EndpointStore> _endpoints = new(StringComparer.Ordinal);
    private readonly string _directory;

    public PackageOrigin(MediaOptions options)
    {
        _directory = Path.Combine(options.MediaDirectory, "packages");
        foreach (var endpoint in Directory.CreateDirectory(_directory).EnumerateDirectories())
            _endpoints[endpoint.Name] = new EndpointStore(endpoint.FullName);
    }

    public EndpointStore? Find(string token) => _endpoints.GetValueOrDefault(token);

    public EndpointStore Open(string token) =>
        _endpoints.GetOrAdd(token, static (t, directory) => new EndpointStore(Path.Combine(directory, t)), _directory);

    public void Remove(string token)
    {
        if (!_endpoints.TryRemove(token, out var store)) return;
        store.Dispose();
        Directory.Delete(Path.Combine(_directory, token), recursive: true);
    }

    public void Trim(DateTimeOffset now)
    {
        foreach (var store in _endpoints.Values) store.Trim(now);
    }

    public void Dispose()
    {
        foreach (var store in _endpoints.Values) store.Dispose();
    }
}
