using System.Security.Cryptography;
using Onair.Recordings.Index;

namespace Onair.Tests.Recordings;

/// <summary>A recording in files.</summary>
public sealed class Recording
{
    private Recording(RecordingSpec spec, string folder) => (Spec, Segments) = (spec, [.. Directory.GetFiles(folder, "archive.*.ts").Order(StringComparer.Ordinal)]);

    public RecordingSpec Spec { get; }

    /// <summary>The files, in order.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>Makes it, or takes it from the cache; two that ask at once wait for each other.</summary>
    public static async Task<Recording> GetAsync(RecordingSpec spec)
    {
        var cache = Environment.GetEnvironmentVariable("ONAIR_CACHE")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "onair");
        var root = Directory.CreateDirectory(Path.Combine(cache, "recordings")).FullName;
        var folder = Path.Combine(root, spec.Hash());
        if (Directory.Exists(folder)) return new(spec, folder);
        await using var turn = await TurnAsync(Path.Combine(root, $"{spec.Hash()}.lock"));
        if (Directory.Exists(folder)) return new(spec, folder);
        var part = $"{folder}.part";
        if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
        Directory.CreateDirectory(part);
        await Generator.MakeAsync(spec, part);
        Directory.Move(part, folder);
        return new(spec, folder);
    }

    /// <summary>The index of a segment, with the ETag that S3 gives it.</summary>
    public static async Task<SegmentIndex> IndexAsync(string file)
    {
        var indexer = new GopIndexer();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        await using var stream = File.OpenRead(file);
        var buffer = new byte[1 << 18];
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            indexer.Append(buffer.AsSpan(0, read));
            hash.AppendData(buffer, 0, read);
        }

        return indexer.Complete($"\"{Convert.ToHexStringLower(hash.GetHashAndReset())}\"", File.GetLastWriteTimeUtc(file));
    }

    /// <summary>A file that one process at a time can have open; the kernel closes it when the process ends.</summary>
    private static async Task<FileStream> TurnAsync(string file)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }
}
