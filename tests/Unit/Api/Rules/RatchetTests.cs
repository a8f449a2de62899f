using Onair.Api.Rules;

namespace Onair.Tests.Unit.Api.Rules;

public sealed class RatchetTests
{
    /// <summary>What is wrong before and after, as <c>field=value</c>, and what of it is added.</summary>
    public static TheoryData<string[], string[], string[]> Edits => new()
    {
        { [], ["a=1"], ["a=1"] },
        { ["a=1"], ["a=1"], [] },
        { ["a=1"], [], [] },
        { ["a=1"], ["a=2"], ["a=2"] },
        { ["a=1"], ["b=1"], ["b=1"] },
        { ["a=1"], ["a=1", "b=1"], ["b=1"] },
        // The first item went.
        { ["list[1].x=9"], ["list[0].x=9"], [] },
        { ["list[0].x=9"], ["list[0].x=9", "list[1].x=9"], ["list[1].x=9"] },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void Only_what_an_edit_adds_is_refused(string[] before, string[] after, string[] added)
    {
        var (refused, kept) = Ratchet.Split(before.Select(Violation), after.Select(Violation));

        refused.ShouldBe(added.Select(Violation));
        kept.ShouldBe(after.Except(added).Select(Violation));
    }

    [Fact]
    public void A_long_value_does_not_hide_the_consequence()
    {
        var warning = Ratchet.Warning(new("spec.archive.path", new string('x', 1000), "must contain {unix}"), "only a stop is carried out");

        warning.Length.ShouldBe(Sentence.MaxLength);
        warning.ShouldEndWith("…; only a stop is carried out until it is fixed");
    }

    private static Violation Violation(string text) => new(text.Split('=')[0], text.Split('=')[1], "must be good");
}
