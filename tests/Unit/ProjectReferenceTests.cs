using System.Xml.Linq;

namespace Onair.Tests.Unit;

/// <summary>The arrows between the projects, as the design fixes them.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly string[] Foundations = ["api", "kubernetes", "aws", "guard", "resources"];

    public static TheoryData<string, string[]> Allowed => new()
    {
        { "api", [] },
        { "kubernetes", [] },
        { "aws", [] },
        { "guard", [] },
        { "recordings", [] },
        { "video", ["api"] },
        { "resources", ["api", "guard", "kubernetes", "video"] },
        { "events", ["api", "kubernetes", "resources"] },
        { "operator", [.. Foundations, "events", "recordings", "video"] },
        { "gateway", Foundations },
        { "webhook", ["api", "guard", "kubernetes", "resources", "video"] },
        { "splitter", ["recordings"] },
        { "emulator", ["guard", "recordings"] },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_project_references_only_what_the_design_allows(string project, string[] allowed)
    {
        var file = Directory.GetFiles(Path.Combine(Repository.Root, project), "*.csproj").ShouldHaveSingleItem();
        var referenced = XDocument.Load(file).Descendants("ProjectReference")
            .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
            .Select(r => ((string?)r.Attribute("Include"))!.Split('/')[1]);

        referenced.Except(allowed).ShouldBeEmpty($"{project} may reference only: {string.Join(", ", allowed)}");
    }
}
