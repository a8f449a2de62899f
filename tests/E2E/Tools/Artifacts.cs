namespace Onair.Tests.E2E.Tools;

/// <summary>Where what is worth keeping of a run goes.</summary>
internal static class Artifacts
{
    /// <summary>The path of a file in artifacts/e2e, which exists.</summary>
    public static string Path(string name)
    {
        var folder = System.IO.Path.Combine(Checkout.Root, "artifacts", "e2e");
        Directory.CreateDirectory(folder);
        return System.IO.Path.Combine(folder, name);
    }
}
