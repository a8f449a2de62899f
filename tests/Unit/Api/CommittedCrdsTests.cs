using Onair.CrdGenerator;

namespace Onair.Tests.Unit.Api;

public sealed class CommittedCrdsTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "crds");

    [Fact]
    public void The_committed_CRDs_are_what_the_types_say()
    {
        foreach (var (name, yaml) in CustomResources.Generate())
            File.ReadAllText(Path.Combine(Folder, name)).ShouldBe(yaml, $"crds/{name} is out of date: run ./dev gen");
    }

    [Fact]
    public void The_kinds_of_the_chart_are_what_the_types_say() =>
        File.ReadAllText(Path.Combine(Checkout.Root, "charts", "onair", "files", "kinds.yaml")).ShouldBe(ChartKinds.Generate(), "run ./dev gen");

    [Fact]
    public void No_CRD_is_left_over_from_a_type_that_is_gone() =>
        Directory.GetFiles(Folder, "*.yaml").Select(Path.GetFileName)
            .ShouldBe(CustomResources.Generate().Keys, ignoreOrder: true, "run ./dev gen and delete the others");
}
