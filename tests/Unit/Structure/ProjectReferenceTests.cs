using System.Xml.Linq;

namespace Onair.Tests.Unit.Structure;

/// <summary>The arrows between the projects, as the design fixes them.</summary>
public sealed class ProjectReferenceTests
{
    public static TheoryData<string, string[]> Allowed => new()
    {
        { "lib/Kubernetes", ["lib/Primitives"] },
        { "lib/Guard", [] },
        { "lib/Hosting", [] },
        { "lib/Connectors", [] },
        { "lib/Aws", [] },
        { "lib/Aws.ServiceModels", [] },
        { "lib/Aws/generator", ["lib/Aws.ServiceModels"] },
        { "lib/Postgres", [] },
        { "lib/Primitives", [] },
        { "lib/Processes", ["lib/Guard"] },
        { "lib/Relays", ["lib/Guard"] },
        { "lib/Recordings", [] },
        { "lib/Api", ["lib/Guard", "lib/Kubernetes", "lib/Primitives"] },
        { "lib/VideoActions", ["lib/Api", "lib/Primitives"] },
        { "lib/Events", ["lib/Api", "lib/Guard", "lib/Hosting", "lib/Primitives"] },
        { "operator", ["lib/Api", "lib/Aws", "lib/Connectors", "lib/Events", "lib/Guard", "lib/Hosting", "lib/Kubernetes", "lib/Primitives", "lib/Recordings", "lib/VideoActions"] },
        { "webhook", ["lib/Api", "lib/Events", "lib/Guard", "lib/Hosting", "lib/Kubernetes", "lib/Primitives", "lib/VideoActions"] },
        { "gateway", ["lib/Api", "lib/Events", "lib/Guard", "lib/Hosting", "lib/Kubernetes", "lib/Postgres", "lib/Primitives", "lib/Relays"] },
        { "signaling", ["lib/Api", "lib/Guard", "lib/Hosting", "lib/Kubernetes", "lib/Postgres", "lib/Primitives"] },
        { "onair", ["operator", "webhook", "gateway", "signaling"] },
        { "splitter", ["lib/Processes", "lib/Recordings"] },
        { "connector", ["lib/Connectors", "lib/Guard", "lib/Hosting", "lib/Primitives", "lib/Processes"] },
        { "relay", ["lib/Guard", "lib/Hosting", "lib/Processes", "lib/Relays"] },
        { "emulator", ["lib/Aws.ServiceModels", "lib/Guard", "lib/Primitives", "lib/Processes", "lib/Recordings"] },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_project_references_only_what_the_design_allows(string project, string[] allowed)
    {
        var file = Directory.GetFiles(Path.Combine(Checkout.Root, project), "*.csproj").ShouldHaveSingleItem();
        var referenced = XDocument.Load(file).Descendants("ProjectReference")
            .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
            .Select(r => Path.GetRelativePath(Checkout.Root, Path.Combine(Checkout.Root, project, Path.GetDirectoryName((string)r.Attribute("Include")!)!)));

        referenced.Except(allowed).ShouldBeEmpty($"{project} may reference only: {string.Join(", ", allowed)}");
    }
}
