using System.Collections.Immutable;

namespace Onair.Emulator.S3.Storage;

/// <summary>A multipart upload under way: a directory with its own record and one per part that arrived.</summary>
internal sealed class MultipartUpload
{
    private readonly Lock _gate = new();
    private readonly string _directory;
    private readonly Func<string, string> _blobPath;
    private bool _ended;

    private MultipartUpload(string directory, UploadRecord record, Func<string, string> blobPath)
    {
        _directory = directory;
        _blobPath = blobPath;
        Record = record;
    }

    public UploadRecord Record { get; }

    public ImmutableSortedDictionary<int, PartRecord> Parts { get; private set; } =
        ImmutableSortedDictionary<int, PartRecord>.Empty;

    /// <summary>Held while the upload is completed or aborted: only one of them may win.</summary>
    public SemaphoreSlim Ending { get; } = new(1, 1);

    public static MultipartUpload Create(string directory, UploadRecord record, Func<string, string> blobPath)
    {
        Directory.CreateDirectory(directory);
        StoreJson.Save(Path.Combine(directory, "upload.json"), record, StoreJson.Default.UploadRecord);
        return new MultipartUpload(directory, record, blobPath);
    }

    public static MultipartUpload? Load(string directory, Func<string, string> blobPath)
    {
        var file = Path.Combine(directory, "upload.json");
        if (!File.Exists(file))
        {
            Directory.Delete(directory, recursive: true);
            return null;
        }

        var upload = new MultipartUpload(directory, StoreJson.Load(file, StoreJson.Default.UploadRecord), blobPath);
        upload.Parts = upload.Parts.AddRange(Directory.EnumerateFiles(directory, "part-*.json")
            .Select(f => StoreJson.Load(f, StoreJson.Default.PartRecord))
            .Select(p => KeyValuePair.Create(p.Number, p)));
        return upload;
    }

    /// <summary>Adds a part to the upload, replacing one with the same number.</summary>
    public void Commit(PartRecord part)
    {
        lock (_gate)
        {
            if (_ended)
            {
                File.Delete(_blobPath(part.Blob));
                throw S3Errors.NoSuchUpload(Record.Id);
            }

            StoreJson.Save(Path.Combine(_directory, $"part-{part.Number}.json"), part, StoreJson.Default.PartRecord);
            if (Parts.TryGetValue(part.Number, out var replaced)) File.Delete(_blobPath(replaced.Blob));
            Parts = Parts.SetItem(part.Number, part);
        }
    }

    /// <summary>Opens a part's bytes.</summary>
    public Stream Open(PartRecord part) => BlobFile.OpenRead(_blobPath(part.Blob));

    public void Delete()
    {
        lock (_gate)
        {
            if (_ended) return;
            _ended = true;
            File.Delete(Path.Combine(_directory, "upload.json"));
        }

        foreach (var part in Parts.Values) File.Delete(_blobPath(part.Blob));
        Directory.Delete(_directory, recursive: true);
    }
}
