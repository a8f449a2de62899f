using System.Text.RegularExpressions;

namespace Onair.Tests.Integration.Webhook;

/// <summary>examples/ as people apply it, with the webhook: all of it, again and again.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed partial class ExamplesTests(ExamplesTests.Rig rig) : IClassFixture<ExamplesTests.Rig>
{
    private static readonly string Examples = Path.Combine(Checkout.Root, "examples");

    [Fact]
    public async Task All_of_them_apply_and_a_second_time_nothing_is_refused_or_different()
    {
        var folder = Directory.CreateTempSubdirectory("onair-examples-");
        try
        {
            foreach (var file in Directory.GetFiles(Examples, "*.yaml", SearchOption.AllDirectories))
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, Path.GetFileName(file)), OfRig(await File.ReadAllTextAsync(file)));

            // What another file has is waited for, with a warning.
            await ApplyAsync("apply");
            // Now each is judged beside the others.
            (await ApplyAsync("diff")).ShouldBeEmpty();
            (await ApplyAsync("replace", "--dry-run=server")).ShouldAllBe(warning => !warning.Contains("Not found", StringComparison.Ordinal));
        }
        finally
        {
            await rig.KubectlAsync("", "delete", "-f", folder.FullName, "--ignore-not-found", "--wait=false");
            folder.Delete(recursive: true);
        }

        async Task<IReadOnlyList<string>> ApplyAsync(params string[] verb)
        {
            var result = await rig.KubectlAsync("", [.. verb, "-f", folder.FullName]);
            result.ExitCode.ShouldBe(0, result.Errors);
            return result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    [Fact]
    public async Task Dev_up_applies_the_whole_folder()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "hack", "up.sh"));

        script.ShouldContain("cp examples/*.yaml \"$RUN/examples\"");
        script.ShouldContain("kubectl apply -f \"$RUN/examples\"");
    }

    /// <summary>In the rig's namespace, with providers of its own: nobody else's are default.</summary>
    private string OfRig(string manifest)
    {
        var own = Default().Replace(Namespace().Replace(manifest, $"namespace: {rig.Name}"), "");
        own = ProviderName().Replace(own, $"name: {rig.Name}-$1");
        return Provider().Replace(own, $"$0  labels: {{{WebhookRig.Label}: {rig.Name}}}\n");
    }

    [GeneratedRegex(@"namespace: default\b")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^  annotations:\n    onair.dev/is-default-provider: .*\n", RegexOptions.Multiline)]
    private static partial Regex Default();

    [GeneratedRegex(@"name: (emulator|cloudflare-stream)$", RegexOptions.Multiline)]
    private static partial Regex ProviderName();

    [GeneratedRegex(@"^kind: MediaProvider\nmetadata:\n", RegexOptions.Multiline)]
    private static partial Regex Provider();

    public sealed class Rig(ControlPlane plane) : WebhookRig(plane);
}
