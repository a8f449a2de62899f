using Onair.Signaling.Scripts;

namespace Onair.Tests.Unit.Signaling.Scripts;

public sealed class EmbedFileTableTests
{
    [Fact]
    public void Contains_the_script_and_the_integrity_that_was_published_with_it()
    {
        var newest = new EmbedFileTable().Newest.ShouldNotBeNull();

        newest.Integrity.ShouldBe(File.ReadAllText(Path.Combine(Checkout.Root, "signaling", "embed", "dist", newest.Version, "embed.js.sri")).Trim());
    }
}
