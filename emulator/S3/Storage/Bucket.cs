using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Onair.Emulator.S3.Storage;

/// <summary>
/// One bucket on disk: bytes in <c>blobs/</c> under names of their own, and per key one small record in
/// <c>objects/</c> that names its blob. Renaming the record into place is the moment an object becomes visible, so a
/// kill at any time leaves the old object or the new one, and at worst an orphaned blob, which the next start deletes.
/// </summary>
internal sealed class Bucket
{
    private readonly Lock _gate = new();
    private readonly string _directory;
    private ImmutableSortedSet<ObjectRecord> _objects = ImmutableSortedSet.Create<ObjectRecord>(KeyOrder.Instance);
    private bool _deleted;

    private Bucket(string directory, BucketRecord record)
    {
        _directory = directory;
        Record = record;
    }

    public BucketRecord Record { get; private set; }

    /// <summary>All objects in S3's order, as of now; later changes do not show.</summary>
    public ImmutableSortedSet<ObjectRecord> Objects => Volatile.Read(ref _objects);

    public ConcurrentDictionary<string, MultipartUpload> Uploads { get; } = new(StringComparer.Ordinal);

    public static Bucket Create(string directory, BucketRecord record)
    {
        foreach (var part in (string[])["blobs", "objects", "uploads"]) Directory.CreateDirectory(Path.Combine(directory, part));
        var bucket = new Bucket(directory, record);
        bucket.Save(record);
        return bucket;
    }

    /// <summary>Reads a bucket back; null, and its remains gone, when its creation or deletion was cut short.</summary>
    public static Bucket? Load(string directory)
    {
        var settings = Path.Combine(directory, "bucket.json");
        if (!File.Exists(settings))
        {
            Directory.Delete(directory, recursive: true);
            return null;
        }

        var bucket = new Bucket(directory, StoreJson.Load(settings, StoreJson.Default.BucketRecord));
        foreach (var draft in Directory.EnumerateFiles(directory, "*.tmp", SearchOption.AllDirectories)) File.Delete(draft);
        bucket._objects = bucket._objects.Union(
            Directory.EnumerateFiles(Path.Combine(directory, "objects"), "*.json", SearchOption.AllDirectories)
                .Select(f => StoreJson.Load(f, StoreJson.Default.ObjectRecord)));
        foreach (var upload in Directory.EnumerateDirectories(Path.Combine(directory, "uploads")))
        {
            if (MultipartUpload.Load(upload, bucket.BlobPath) is { } loaded) bucket.Uploads[loaded.Record.Id] = loaded;
        }

        var named = bucket._objects.Select(o => o.Blob)
            .Concat(bucket.Uploads.Values.SelectMany(u => u.Parts.Values).Select(p => p.Blob)).ToHashSet();
        foreach (var blob in Directory.EnumerateFiles(Path.Combine(directory, "blobs")))
            if (!named.Contains(Path.GetFileName(blob))) File.Delete(blob);
        return bucket;
    }

    public static string NewBlob() => Guid.NewGuid().ToString("N");

    public string BlobPath(string blob) => Path.Combine(_directory, "blobs", blob);

    public ObjectRecord? Find(string key) => Objects.TryGetValue(Probe(key), out var found) ? found : null;

    /// <summary>An object with its bytes, which stay readable when it is overwritten or deleted meanwhile.</summary>
    public (ObjectRecord Object, FileStream Content)? Open(string key)
    {
        while (Find(key) is { } found)
        {
            try
            {
                return (found, BlobFile.OpenRead(BlobPath(found.Blob)));
            }
            catch (FileNotFoundException) when (!ReferenceEquals(found, Find(key)))
            {
                // Replaced between look-up and open: look again.
            }
        }

        return null;
    }

    /// <summary>Makes an object visible.</summary>
    /// <param name="condition">Receives the object to be replaced, and throws when it must not be.</param>
    public void Commit(ObjectRecord made, Action<ObjectRecord?> condition)
    {
        ObjectRecord? replaced;
        try
        {
            lock (_gate)
            {
                if (_deleted) throw S3Errors.NoSuchBucket(Record.Name);
                replaced = Find(made.Key);
                condition(replaced);
                var path = RecordPath(made.Key);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                StoreJson.Save(path, made, StoreJson.Default.ObjectRecord);
                _objects = (replaced is null ? _objects : _objects.Remove(replaced)).Add(made);
            }
        }
        catch
        {
            if (Find(made.Key)?.Blob != made.Blob) File.Delete(BlobPath(made.Blob));
            throw;
        }

        if (replaced is not null && replaced.Blob != made.Blob) File.Delete(BlobPath(replaced.Blob));
    }

    /// <summary>Changes what is recorded of an object, not its bytes.</summary>
    public void Update(string key, Func<ObjectRecord, ObjectRecord> change)
    {
        lock (_gate)
        {
            var found = Find(key) ?? throw S3Errors.NoSuchKey(key);
            var changed = change(found);
            StoreJson.Save(RecordPath(key), changed, StoreJson.Default.ObjectRecord);
            _objects = _objects.Remove(found).Add(changed);
        }
    }

    public void Remove(string key)
    {
        lock (_gate)
        {
            if (Find(key) is not { } gone) return;
            File.Delete(RecordPath(key));
            _objects = _objects.Remove(gone);
            File.Delete(BlobPath(gone.Blob));
        }
    }

    public void Configure(Func<BucketRecord, BucketRecord> change)
    {
        lock (_gate) Save(change(Record));
    }

    public MultipartUpload BeginUpload(UploadRecord record)
    {
        var upload = MultipartUpload.Create(Path.Combine(_directory, "uploads", record.Id), record, BlobPath);
        Uploads[record.Id] = upload;
        return upload;
    }

    public void EndUpload(MultipartUpload upload)
    {
        Uploads.TryRemove(upload.Record.Id, out _);
        upload.Delete();
    }

    /// <summary>Deletes the bucket; false when it holds objects.</summary>
    public bool TryDelete()
    {
        lock (_gate)
        {
            if (!_objects.IsEmpty) return false;
            _deleted = true;
            File.Delete(Path.Combine(_directory, "bucket.json"));
        }

        foreach (var upload in Uploads.Values) EndUpload(upload);
        Directory.Delete(_directory, recursive: true);
        return true;
    }

    private static ObjectRecord Probe(string key) => new(key, "", 0, "", default);

    private void Save(BucketRecord record)
    {
        StoreJson.Save(Path.Combine(_directory, "bucket.json"), record, StoreJson.Default.BucketRecord);
        Record = record;
    }

    /// <summary>A hash for a name: keys may be longer than file names, hold any character, and be prefixes of each other.</summary>
    private string RecordPath(string key)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return Path.Combine(_directory, "objects", name[..2], name + ".json");
    }
}
