namespace Onair.Tests.Unit.Structure;

/// <summary>The arrows between the folders of each project point one way: what two folders use lies in a folder below both.</summary>
public sealed class FolderCircleTests
{
    private static readonly SourceFile First = SourceFile.Read("A/X/First.cs", "using P.B;\n\nnamespace P.A.X;\n\ninternal sealed class First;\n");

    public static TheoryData<string> Projects => [.. SourceFile.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_use_each_other_in_no_circle(string project) =>
        FolderUses.Circles(project, [.. SourceFile.Of(project)]).ShouldBeEmpty("move what both sides use to a folder below them");

    [Theory]
    [InlineData("using P.A.X;\n\nnamespace P.B;\n\npublic enum Second { }\n", "p: A, B")]
    [InlineData("using static P.A.X.First;\n\nnamespace P.B;\n\npublic enum Second { }\n", "p: A, B")]
    [InlineData("namespace P.B;\n\npublic sealed record Second(A.X.First Other);\n", "p: A, B")]
    [InlineData("namespace P.B;\n\n/// <summary>See A.X.First.</summary>\npublic sealed record Second(X.Other First);\n", null)]
    public void A_circle_is_found_by_using_and_by_qualified_name(string second, string? circle) =>
        FolderUses.Circles("p", [First, SourceFile.Read("B/Second.cs", second)]).ShouldBe(circle is null ? [] : [circle]);

    [Fact]
    public void A_file_that_composes_folders_closes_no_circle() =>
        FolderUses.Circles("p", [First, SourceFile.Read("B/Second.cs", "namespace P.B;\n"), SourceFile.Read("Start.cs", "using P.A.X;\n\nnamespace P;\n")]).ShouldBeEmpty();
}
