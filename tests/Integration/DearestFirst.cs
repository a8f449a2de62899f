using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Onair.Tests.Integration.DearestFirst", "Onair.Tests.Integration")]

namespace Onair.Tests.Integration;

/// <summary>Begins with the classes that take minutes, so that none of them runs on alone at the end. See the table that <c>./dev test</c> prints.</summary>
public sealed class DearestFirst : ITestCollectionOrderer
{
    private static readonly string[] Dearest =
    [
        "Forgery.ForgedFieldTests", "Events.ChaosTests", "Splitter.SplitterTests", "Splitter.SplitterFailureTests", "Operator.KillTests", "VideoAssets.FaultTests", "ArchiveSplits.KillTests",
        "GeneratedManifests.GeneratedStreamTests", "Manifests.GeneratedAdmissionTests", "VideoAssets.SignedPlaybackTests", "ArchiveSplits.MediaConvertTests",
        "Operator.ProvidersTests", "ArchiveSplits.LifecycleTests", "VideoAssets.LifecycleTests",
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => Place(c.DisplayName)).ThenBy(c => c.DisplayName, StringComparer.Ordinal);

    private static int Place(string name) => Array.FindIndex(Dearest, d => name.EndsWith(d, StringComparison.Ordinal)) is >= 0 and var place ? place : Dearest.Length;
}
