using Onair.Primitives;

namespace Onair.Tests.Unit.Primitives;

public sealed class EllipsisTests
{
    [Theory]
    [InlineData("", 5, "")]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "long…")]
    [InlineData("x", 1, "x")]
    [InlineData("xy", 1, "…")]
    public void A_text_is_cut_to_the_length(string text, int most, string cut) => Ellipsis.Cut(text, most).ShouldBe(cut);

    [Theory]
    [InlineData(4, "ab…")]
    [InlineData(5, "ab😀…")]
    public void A_surrogate_pair_is_never_split(int most, string cut) => Ellipsis.Cut("ab😀cd", most).ShouldBe(cut);

    [Fact]
    public void Lines_become_one() => Ellipsis.Line(" two\r\n\tlines  and more ", 11).ShouldBe("two lines …");
}
