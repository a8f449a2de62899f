namespace Onair.Tests.Support;

/// <summary>An emulator as it is without settings.</summary>
public sealed class S3Emulator() : EmulatorProcess(new Dictionary<string, string>())
{
    /// <summary>For the clients' files.</summary>
    public string Scratch => Folder.CreateSubdirectory("scratch").FullName;
}
