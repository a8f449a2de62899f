using System.Text;
using System.Text.Json;

namespace Onair.Emulator.Media.Packaging;

/// <summary>
/// The published segments of an endpoint on disk, one JSON object a line. Lines are appended; from time to time the file
/// is rewritten without the expired ones.
/// </summary>
internal sealed class SegmentLog(string path) : IDisposable
{
    private FileStream? _file;

    /// <summary>How many lines the file has.</summary>
    public int Lines { get; private set; }

    /// <summary>Reads what was logged; a line torn by a crash ends it.</summary>
    public IReadOnlyList<Segment> Read()
    {
        List<Segment> segments = [];
        if (!File.Exists(path)) return segments;
        foreach (var line in File.ReadLines(path))
        {
            Lines++;
            try
            {
                segments.Add(JsonSerializer.Deserialize(line, PackagingJson.Default.Segment)!);
            }
            catch (JsonException)
            {
                break;
            }
        }

        return segments;
    }

    public void Append(Segment segment)
    {
        _file ??= new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        _file.Write(Line(segment));
        Lines++;
    }

    public void Rewrite(IReadOnlyList<Segment> segments)
    {
        _file?.Dispose();
        _file = null;
        using (var file = File.Create(path + ".new"))
        {
            foreach (var segment in segments) file.Write(Line(segment));
        }

        File.Move(path + ".new", path, overwrite: true);
        Lines = segments.Count;
    }

    public void Dispose() => _file?.Dispose();

    private static byte[] Line(Segment segment) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(segment, PackagingJson.Default.Segment) + "\n");
}
