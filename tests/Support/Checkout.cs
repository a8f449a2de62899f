namespace Onair.Tests.Support;

/// <summary>The checkout that the tests run in.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    public static string Crds => Path.Combine(Root, "crds");

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Operator.sln"))) directory = directory.Parent;
        return directory.FullName;
    }
}
