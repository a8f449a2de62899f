using Onair.Emulator.Media;

namespace Onair.Emulator.Mux;

/// <summary>Where the account's files are: below <c>mux</c> in the media directory. Names are ids that this process made.</summary>
internal sealed class MuxFiles
{
    private readonly string _root;

    public MuxFiles(MediaOptions options)
    {
        _root = Path.GetFullPath(Path.Combine(options.MediaDirectory, "mux"));
        Directory.CreateDirectory(Path.Combine(_root, "uploads"));
        Directory.CreateDirectory(Path.Combine(_root, "assets"));
    }

    /// <summary>The bytes that an upload has received so far.</summary>
    public string Upload(string uploadId) => Path.Combine(_root, "uploads", uploadId);

    /// <summary>Everything of an asset.</summary>
    public string Asset(string assetId) => Path.Combine(_root, "assets", assetId);

    /// <summary>The file that came in; thumbnails are cut from it.</summary>
    public string Source(string assetId) => Path.Combine(Asset(assetId), "source");

    /// <summary>The ladder; it exists only when complete.</summary>
    public string Hls(string assetId) => Path.Combine(Asset(assetId), "hls");

    public long Received(string uploadId)
    {
        var file = new FileInfo(Upload(uploadId));
        return file.Exists ? file.Length : 0;
    }

    public void DeleteAsset(string assetId)
    {
        try
        {
            if (Directory.Exists(Asset(assetId))) Directory.Delete(Asset(assetId), recursive: true);
        }
        catch (IOException)
        {
            // A thumbnail was being written. The next start removes files without an asset.
        }
    }

    /// <summary>Ids that have a folder.</summary>
    public IReadOnlyList<string> AssetFolders() => [.. Directory.EnumerateDirectories(Path.Combine(_root, "assets")).Select(d => Path.GetFileName(d)!)];

    /// <summary>Ids that have a file.</summary>
    public IReadOnlyList<string> UploadFiles() => [.. Directory.EnumerateFiles(Path.Combine(_root, "uploads")).Select(f => Path.GetFileName(f)!)];
}
