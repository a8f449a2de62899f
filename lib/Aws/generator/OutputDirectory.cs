namespace Onair.Aws.Generator;

/// <summary>The directory of generated files: unchanged files keep their time, files no longer generated are deleted.</summary>
internal sealed class OutputDirectory
{
    private readonly string _path;
    private readonly HashSet<string> _written = [];

    public OutputDirectory(string path)
    {
        _path = Directory.CreateDirectory(path).FullName;
    }

    public void Write(string name, string text)
    {
        var file = Path.Combine(_path, name);
        _written.Add(file);
        if (!File.Exists(file) || File.ReadAllText(file) != text) File.WriteAllText(file, text);
    }

    public void DeleteOthers()
    {
        foreach (var file in Directory.GetFiles(_path, "*.g.cs"))
        {
            if (!_written.Contains(file)) File.Delete(file);
        }
    }
}
