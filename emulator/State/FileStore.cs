using System.Security.Cryptography;
using System.Text;

namespace Onair.Emulator.State;

/// <summary>One file per resource, each written whole or not at all.</summary>
/// <param name="directory">Root of the files; one sub-folder per kind.</param>
internal sealed class FileStore(string directory)
{
    private const string Extension = ".json";
    private const int LongestName = 200;

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

    private static string FileName(string id)
    {
        // File names are limited to 255 bytes, a parameter's name is not. Files are identified by their content, so hashing the name is safe.
        var name = Uri.EscapeDataString(id);
        return name.Length <= LongestName ? name : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
    }

    private string PathOf(string kind, string id) => Path.Combine(directory, kind, FileName(id) + Extension);
}
