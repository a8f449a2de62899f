using Onair.Tests.Manifests;

namespace Onair.Tests.Unit.Manifests;

/// <summary>The committed definitions.</summary>
internal static class GeneratedCrds
{
    public static IReadOnlyList<Crd> All { get; } =
        [.. Directory.GetFiles(Path.Combine(Checkout.Root, "crds"), "*.yaml").Select(Crd.Read).OrderBy(crd => crd.Kind, StringComparer.Ordinal)];

    public static TheoryData<string> Kinds => [.. All.Select(crd => crd.Kind)];

    public static Crd Of(string kind) => All.Single(crd => crd.Kind == kind);
}
