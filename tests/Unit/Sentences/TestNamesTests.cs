using System.Text.RegularExpressions;

namespace Onair.Tests.Unit.Sentences;

/// <summary>A test is named after behavior: subject and verb, as in Recreates_a_channel_only_after_three_missing_lookups.</summary>
public sealed partial class TestNamesTests
{
    [Fact]
    public void No_test_is_named_after_a_question() =>
        Directory.GetFiles(Path.Combine(Checkout.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Question().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Groups[1].Value}"))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("What_is_not_found_once_is_no_loss", true)]
    [InlineData("Who_waits_can_give_up", true)]
    [InlineData("Recreates_a_channel_only_after_three_missing_lookups", false)]
    public void A_name_that_begins_with_a_question_word_is_found(string name, bool found) => Question().IsMatch($"public void {name}()").ShouldBe(found);

    [GeneratedRegex(@"\b(?:Task|void)\s+((?:What|Who|Whom|That)_\w+)\(")]
    private static partial Regex Question();
}
