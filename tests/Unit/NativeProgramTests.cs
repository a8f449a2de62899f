using System.Xml.Linq;

namespace Onair.Tests.Unit;

/// <summary>The native program of the services, and what it needs of the projects in it.</summary>
public sealed class NativeProgramTests
{
    public static TheoryData<string> Projects =>
    [
        .. Directory.GetFiles(Path.Combine(Checkout.Root, "lib"), "*.csproj", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/generator/", StringComparison.Ordinal))
            .Concat(new[] { "operator", "webhook", "gateway", "signaling" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Checkout.Root, folder), "*.csproj")))
            .Select(file => Path.GetRelativePath(Checkout.Root, file)),
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_compiles_natively_and_hides_no_warning_of_it(string project)
    {
        var file = XDocument.Load(Path.Combine(Checkout.Root, project));

        file.Descendants("IsAotCompatible").ShouldHaveSingleItem().Value.ShouldBe("true");
        file.Descendants("NoWarn").ShouldNotContain(element => element.Value.Contains("IL", StringComparison.Ordinal));
    }

    [Fact]
    public void The_image_sets_what_the_tests_of_services_set()
    {
        var image = File.ReadAllText(Path.Combine(Checkout.Root, "Dockerfile"));

        ServiceProgram.ImageSettings.ShouldAllBe(setting => image.Contains($" {setting.Name}={setting.Value}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("error: a verb is missing")]
    [InlineData("error: unknown verb 'emulator'", "emulator")]
    [InlineData("error: unknown verb '--help'", "--help", "operator")]
    public async Task A_program_without_a_known_verb_names_the_verbs(string reason, params string[] args)
    {
        using var error = new StringWriter();

        (await Verbs.RunAsync(args, error)).ShouldBe(2);

        error.ToString().ShouldBe($"{reason}\nusage: onair gateway|operator|signaling|webhook [ARGUMENT…]\n");
    }
}
