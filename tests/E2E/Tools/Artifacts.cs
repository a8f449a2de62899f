namespace Onair.Tests.E2E.Tools;

/// <summary>Files of the checkout, and where what is worth keeping of a run goes.</summary>
internal static class Artifacts
{
    public static string Root { get; } = Find();

    /// <summary>The path of a file in artifacts/e2e, which exists.</summary>
    public static string Path(string name)
    {
        var folder = System.IO.Path.Combine(Root, "artifacts", "e2e");
        Directory.CreateDirectory(folder);
        return System.IO.Path.Combine(folder, name);
    }

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(directory!.FullName, "Operator.sln"))) directory = directory.Parent;
        return directory.FullName;
    }
}
