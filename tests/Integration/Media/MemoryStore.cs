using System.Collections.Concurrent;
using Onair.Emulator.S3;

namespace Onair.Tests.Integration.Media;

/// <summary>One bucket named <c>archive</c>, in memory.</summary>
internal sealed class MemoryStore : IObjectStore
{
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    public bool BucketExists(string bucket) => bucket == "archive";

    public async Task PutAsync(
        string bucket, string key, Stream content, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        if (!BucketExists(bucket)) throw new DirectoryNotFoundException(bucket);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        Objects[key] = copy.ToArray();
    }

    public Stream? OpenRead(string bucket, string key) => Objects.TryGetValue(key, out var bytes) ? new MemoryStream(bytes) : null;

    public IEnumerable<(string Key, long Size)> List(string bucket, string prefix) => Objects
        .Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal))
        .OrderBy(o => o.Key, StringComparer.Ordinal)
        .Select(o => (o.Key, o.Value.LongLength));
}
