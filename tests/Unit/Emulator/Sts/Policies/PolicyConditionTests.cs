using Onair.Emulator.Sts.Policies;

namespace Onair.Tests.Unit.Emulator.Sts.Policies;

/// <summary>The tables of "IAM JSON policy elements: Condition operators".</summary>
public sealed class PolicyConditionTests
{
    [Theory]
    [InlineData("StringEquals", "a", "a", true)]
    [InlineData("StringEquals", "a", "A", false)]
    [InlineData("StringEquals", "a*", "ab", false)]
    [InlineData("StringNotEquals", "a", "b", true)]
    [InlineData("StringNotEquals", "a", "a", false)]
    [InlineData("StringEqualsIgnoreCase", "a", "A", true)]
    [InlineData("StringLike", "home/*", "home/bob/", true)]
    [InlineData("StringLike", "Home/*", "home/bob/", false)]
    [InlineData("StringNotLike", "home/*", "home/bob/", false)]
    [InlineData("NumericLessThanEquals", "10", "10", true)]
    [InlineData("NumericLessThanEquals", "10", "11", false)]
    [InlineData("NumericGreaterThan", "10", "10.5", true)]
    [InlineData("NumericLessThan", "10", "not a number", false)]
    [InlineData("DateLessThan", "2014-05-07T23:47:00Z", "2014-05-07T23:46:59Z", true)]
    [InlineData("DateLessThan", "2014-05-07T23:47:00Z", "2014-05-07T23:47:00Z", false)]
    [InlineData("DateLessThanEquals", "2014-05-07T23:47:00Z", "2014-05-08T01:47:00+02:00", true)]
    [InlineData("DateGreaterThan", "2020-01-01T00:00:01Z", "1577836802", true)]
    [InlineData("Bool", "true", "true", true)]
    [InlineData("Bool", "false", "true", false)]
    [InlineData("ArnLike", "arn:aws:iam::123456789012:role/*", "arn:aws:iam::123456789012:role/media", true)]
    [InlineData("ArnNotEquals", "arn:aws:iam::123456789012:role/media", "arn:aws:iam::123456789012:role/media", false)]
    public void Compares_as_the_operator_says(string name, string expected, string actual, bool holds) =>
        new PolicyCondition(name, "the:key", [expected], IfExists: false)
            .Holds(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["The:Key"] = actual })
            .ShouldBe(holds);

    [Theory]
    [InlineData("StringEquals", false, false)]
    [InlineData("StringNotEquals", false, true)]
    [InlineData("ArnNotLike", false, true)]
    [InlineData("DateLessThan", false, false)]
    [InlineData("DateLessThan", true, true)]
    [InlineData("StringEquals", true, true)]
    public void Treats_an_absent_key_as_documented(string name, bool ifExists, bool holds) =>
        new PolicyCondition(name, "key", ["2020-01-01T00:00:00Z"], ifExists).Holds(new Dictionary<string, string>()).ShouldBe(holds);

    [Theory]
    [InlineData("true", false, true)]
    [InlineData("true", true, false)]
    [InlineData("false", true, true)]
    [InlineData("false", false, false)]
    public void Null_asks_whether_the_key_is_absent(string value, bool present, bool holds) =>
        new PolicyCondition("Null", "aws:TokenIssueTime", [value], IfExists: false)
            .Holds(present ? new Dictionary<string, string> { ["aws:TokenIssueTime"] = "x" } : []).ShouldBe(holds);

    [Fact]
    public void Needs_one_of_several_values_and_for_a_negation_none_of_them()
    {
        var context = new Dictionary<string, string> { ["s3:prefix"] = "home/" };

        new PolicyCondition("StringLike", "s3:prefix", ["", "home/"], false).Holds(context).ShouldBeTrue();
        new PolicyCondition("StringNotLike", "s3:prefix", ["", "home/"], false).Holds(context).ShouldBeFalse();
    }
}
