using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Onair.Emulator.Auth;

namespace Onair.Emulator.S3.Storage;

/// <summary>All buckets, below <c>{DataDirectory}/s3</c>.</summary>
internal sealed class ObjectStore : IObjectStore
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly string _root;
    private readonly TimeProvider _time;

    public ObjectStore(IOptions<AwsAuthOptions> options, TimeProvider time)
    {
        _time = time;
        _root = Path.GetFullPath(Path.Combine(options.Value.DataDirectory, "s3"));
        Directory.CreateDirectory(_root);
        foreach (var directory in Directory.EnumerateDirectories(_root))
            if (Bucket.Load(directory) is { } bucket) _buckets[bucket.Record.Name] = bucket;
    }

    public IEnumerable<Bucket> Buckets => _buckets.Values.OrderBy(b => b.Record.Name, StringComparer.Ordinal);

    public Bucket? Find(string bucket) => _buckets.GetValueOrDefault(bucket);

    public Bucket Get(string bucket) => Find(bucket) ?? throw S3Errors.NoSuchBucket(bucket);

    /// <summary>Creates a bucket; false when it exists.</summary>
    public bool TryCreate(string name, string region)
    {
        lock (_gate)
        {
            if (_buckets.ContainsKey(name)) return false;
            _buckets[name] = Bucket.Create(Path.Combine(_root, name), new BucketRecord(name, region, _time.GetUtcNow()));
            return true;
        }
    }

    /// <summary>Deletes a bucket; false when it holds objects.</summary>
    public bool TryDelete(Bucket bucket)
    {
        lock (_gate) return bucket.TryDelete() && _buckets.TryRemove(bucket.Record.Name, out _);
    }

    public bool BucketExists(string bucket) => _buckets.ContainsKey(bucket);

    public async Task PutAsync(
        string bucket, string key, Stream content, IReadOnlyDictionary<string, string>? metadata,
        CancellationToken cancellationToken)
    {
        var target = Find(bucket) ?? throw new DirectoryNotFoundException($"There is no bucket \"{bucket}\".");
        var lookup = (metadata ?? new Dictionary<string, string>())
            .ToLookup(m => ObjectHeaders.System.Contains(m.Key.ToLowerInvariant()));
        var attributes = ObjectAttributes.None with
        {
            Headers = lookup[true].ToDictionary(m => m.Key.ToLowerInvariant(), m => m.Value),
            Metadata = lookup[false].ToDictionary(m => m.Key.ToLowerInvariant(), m => m.Value),
        };
        var blob = Bucket.NewBlob();
        var digest = await BlobFile.WriteAsync(target.BlobPath(blob), content, null, [], cancellationToken);
        target.Commit(
            new ObjectRecord(key, blob, digest.Size, digest.ETag, _time.GetUtcNow()) { Attributes = attributes }, _ => { });
    }

    public Stream? OpenRead(string bucket, string key) => Find(bucket)?.Open(key)?.Content;

    public IEnumerable<(string Key, long Size)> List(string bucket, string prefix)
    {
        if (Find(bucket) is not { } found) yield break;
        var objects = found.Objects;
        for (var i = ObjectListing.IndexAtOrAfter(objects, prefix); i < objects.Count; i++)
        {
            if (!objects[i].Key.StartsWith(prefix, StringComparison.Ordinal)) yield break;
            yield return (objects[i].Key, objects[i].Size);
        }
    }
}
