namespace Onair.Emulator.Media;

/// <summary>
/// Sockets and configuration of this run, gone with it. Below the system's temporary directory, because a socket's path
/// must be shorter than 108 bytes.
/// </summary>
internal sealed class RunDirectory : IDisposable
{
    public RunDirectory() => Path = Directory.CreateTempSubdirectory("onair-").FullName;

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
