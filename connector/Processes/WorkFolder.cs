namespace Onair.ConnectorPod.Processes;

/// <summary>A folder of this process alone, below the temporary one: the root file system of the pod is read-only.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly DirectoryInfo _folder;

    /// <param name="name">Starts its name; short, because the path of a Unix socket has at most 107 bytes.</param>
    public WorkFolder(string name) => _folder = Directory.CreateTempSubdirectory(name);

    public string Path => _folder.FullName;

    /// <summary>The path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that is being killed may still write: what is left goes with the pod.
        }
    }
}
