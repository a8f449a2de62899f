namespace Onair.Tests.Integration.Api;

/// <summary>
/// Each manifest below tests/InvalidManifests is refused with the message beside it, which names field, value and rule.
/// </summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class InvalidManifestTests(ControlPlane cluster)
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "InvalidManifests");

    public static TheoryData<string> Manifests =>
        [.. Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Manifests))]
    public async Task A_manifest_that_breaks_a_rule_is_refused_with_the_field_the_value_and_the_rule(string manifest)
    {
        await ServedCrds.EnsureAsync(cluster);
        var file = Path.Combine(Folder, manifest);
        var expected = await File.ReadAllTextAsync(Path.ChangeExtension(file, ".expected"));

        // From standard input, so that the message does not depend on where the checkout is.
        var result = await Kubectl.RunAsync(cluster, await File.ReadAllTextAsync(file), "apply", "--filename", "-");

        Lines(result.Errors).ShouldBe(Lines(expected));
        result.ExitCode.ShouldBe(1);
    }

    /// <summary>The server tells several errors in no fixed order.</summary>
    private static string[] Lines(string message) => [.. message.Split('\n').Order(StringComparer.Ordinal)];
}
