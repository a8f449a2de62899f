namespace Onair.Tests.Unit.Structure;

/// <summary>A namespace says in which folder a type is.</summary>
public sealed class NamespaceTests
{
    // Its namespaces are those of AWS's SDK, and its errors are for everyone.
    private const string Aws = "lib/Aws";

    public static TheoryData<string> Projects => [.. SourceFile.Projects.Where(project => project != Aws)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespaces_follow_folders(string project)
    {
        var files = SourceFile.Of(project).Where(file => file.Namespace.Length > 0).ToList();
        var shallow = files.MinBy(file => file.Folder.Length)!;
        var root = shallow.Namespace[..^shallow.Folder.Length].TrimEnd('.');

        files.Where(file => file.Namespace != (file.Folder.Length == 0 ? root : $"{root}.{file.Folder.Replace('/', '.')}"))
            .Select(file => $"{file.Path}: {file.Namespace}").ShouldBeEmpty();
    }
}
