using System.Text.Json;
using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Tests.Manifests;
using Onair.VideoActions;

namespace Onair.Tests.Unit.VideoActions;

/// <summary>The bad maps below tests/InvalidManifests, which a control plane judges too, against the messages beside them.</summary>
public sealed class BadManifestTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "InvalidManifests", "mediaprovider"), "*.yaml")
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Where(name => name.StartsWith("action-map", StringComparison.Ordinal) || name.StartsWith("mux", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bad_map_is_told_as_it_is_expected(string name)
    {
        var file = Path.Combine(Checkout.Root, "tests", "InvalidManifests", "mediaprovider", name);
        var provider = YamlJson.Read(File.ReadAllText($"{file}.yaml")).Deserialize(OnairJsonContext.Default.MediaProvider)!;

        var violations = MediaProviderRules.Check(provider.Spec.Case()).Select(v => v.ToString()).ToArray();

        var message = violations.Length == 1 ? violations[0] : string.Concat(violations.Select(v => $"\n* {v}"));
        $"The MediaProvider \"{name}\" is invalid: {message}\n".ShouldBe(File.ReadAllText($"{file}.expected"));
    }
}
