using System.Security.Cryptography;

namespace Onair.Tests.Unit.Emulator.Site;

/// <summary>What is committed of embed.js fits together: every version its integrity, every page the newest version.</summary>
public sealed class EmbedVersionTests
{
    private static readonly string Versions = Path.Combine(Checkout.Root, "signaling", "embed", "dist");

    public static TheoryData<string> All => [.. Directory.GetDirectories(Versions).Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_version_has_the_integrity_beside_it(string version)
    {
        var script = Path.Combine(Versions, version, "embed.js");

        File.ReadAllText($"{script}.sri").Trim().ShouldBe($"sha384-{Convert.ToBase64String(SHA384.HashData(File.ReadAllBytes(script)))}");
    }

    [Theory]
    [InlineData("docs/webrtc.md")]
    [InlineData("emulator/Site/studio.html")]
    [InlineData("emulator/Site/watch.html")]
    public void A_page_loads_the_newest_version_with_its_integrity(string page)
    {
        var newest = Directory.GetDirectories(Versions).MaxBy(folder => Version.Parse(Path.GetFileName(folder)))!;
        var text = File.ReadAllText(Path.Combine(Checkout.Root, page));

        text.ShouldContain($"/embed/{Path.GetFileName(newest)}/embed.js\"");
        text.ShouldContain($"integrity=\"{File.ReadAllText(Path.Combine(newest, "embed.js.sri")).Trim()}\"");
    }
}
