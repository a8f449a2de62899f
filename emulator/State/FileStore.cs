namespace Onair.Emulator.State;

/// <summary>One file per resource, each written whole or not at all.</summary>
/// <param name="directory">Root of the files; one sub-folder per kind.</param>
public sealed class FileStore(string directory)
{
    private const string Extension = ".json";

    public IEnumerable<byte[]> ReadAll(string kind)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, kind));
        foreach (var leftover in folder.GetFiles("*.tmp")) leftover.Delete();
        return folder.GetFiles("*" + Extension).Select(f => File.ReadAllBytes(f.FullName));
    }

    /// <summary>Replaces the file; after a crash there is either the old or the new content.</summary>
    public void Write(string kind, string id, ReadOnlySpan<byte> content)
    {
        var path = PathOf(kind, id);
        var temporary = path + ".tmp";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    public void Delete(string kind, string id) => File.Delete(PathOf(kind, id));

    private string PathOf(string kind, string id) => Path.Combine(directory, kind, Uri.EscapeDataString(id) + Extension);
}
