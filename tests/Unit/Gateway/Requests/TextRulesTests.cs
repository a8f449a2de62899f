using Onair.Gateway.Requests;

namespace Onair.Tests.Unit.Gateway.Requests;

public sealed class TextRulesTests
{
    [Theory]
    [InlineData("Morning keynote, day 1 (hall A)")]
    [InlineData("Müller & Söhne: größer")]
    [InlineData("Привет Zoom")]
    [InlineData("講演 第2回")]
    [InlineData("Party 🎉")]
    [InlineData("हिन्दी")]
    public void Names_of_all_languages_are_valid(string name) => TextRules.Name(name, 100).ShouldBeNull();

    [Theory]
    [InlineData("", "must have 1 to 30 characters")]
    [InlineData("a name of more than thirty chars", "must have 1 to 30 characters")]
    [InlineData(" a", "must not begin or end with white space")]
    [InlineData("a\0b", "must not contain control characters, line breaks or invisible characters")]
    [InlineData("a\nb", "must not contain control characters, line breaks or invisible characters")]
    [InlineData("a\u200Bb", "must not contain control characters, line breaks or invisible characters")]
    [InlineData("a\u202Eb", "must not contain control characters, line breaks or invisible characters")]
    [InlineData("a\u00ADb", "must not contain control characters, line breaks or invisible characters")]
    [InlineData("a\uE000b", "must not contain control characters, line breaks or invisible characters")]
    [InlineData("a\u2028b", "must not contain control characters, line breaks or invisible characters")]
    [InlineData("../etc", "must not contain '..', '/', '\\' or '%'")]
    [InlineData("a%2fb", "must not contain '..', '/', '\\' or '%'")]
    [InlineData("a\\b", "must not contain '..', '/', '\\' or '%'")]
    [InlineData("a\u00A0b", "must not contain spaces other than the ordinary one")]
    [InlineData("p\u0430ypal", "must not mix the letters of Latin and Cyrillic in a word")]
    [InlineData("\u0391pple", "must not mix the letters of Greek and Latin in a word")]
    [InlineData("cafe\u0301", "must be composed (Unicode NFC), without separate accents")]
    [InlineData("\uFF21BC", "must not contain variants of letters and digits, such as fullwidth ones")]
    [InlineData("\U0001D400", "must not contain variants of letters and digits, such as fullwidth ones")]
    [InlineData("\uFB01ne", "must not contain variants of letters and digits, such as fullwidth ones")]
    public void A_confusing_name_breaks_a_rule(string name, string rule) => TextRules.Name(name, 30).ShouldBe(rule);

    [Fact]
    public void Half_of_a_character_is_none() => TextRules.Name($"a{(char)0xD800}b", 30).ShouldBe("must be valid Unicode");

    [Fact]
    public void A_text_may_have_lines_and_no_hidden_characters()
    {
        TextRules.Text("", 10).ShouldBeNull();
        TextRules.Text("one\r\n\ttwo", 10).ShouldBeNull();
        TextRules.Text("one\0two", 10).ShouldBe("must not contain control characters or invisible characters");
        TextRules.Text("12345678901", 10).ShouldBe("must have at most 10 characters");
    }

    [Theory]
    [InlineData("s3://{bucket}/{year}/{month}/{day}/{stream_id}-{timestamp}", true)]
    [InlineData("talks/2026", true)]
    [InlineData("s3://bucket/a..b", true)]
    [InlineData("", false)]
    [InlineData("s3://bucket/../other", false)]
    [InlineData("s3://bucket//a", false)]
    [InlineData("s3://bucket/./a", false)]
    [InlineData("s3://bucket/a%2f..", false)]
    [InlineData("s3://bucket/a\\b", false)]
    [InlineData("s3://bucket/a?b", false)]
    [InlineData("s3://bucket/a b", false)]
    [InlineData("s3://bucket/\u0430", false)]
    [InlineData("s3://bucket/\0", false)]
    public void A_storage_path_is_plain(string path, bool isValid) => (TextRules.StoragePath(path, 200) is null).ShouldBe(isValid);

    [Theory]
    [InlineData("studio", true)]
    [InlineData("a.b-c", true)]
    [InlineData("A", false)]
    [InlineData("-a", false)]
    [InlineData("a.", false)]
    [InlineData("a..b", false)]
    [InlineData("", false)]
    public void The_name_of_an_object_is_a_DNS_subdomain(string name, bool isValid) => (TextRules.ObjectName(name) is null).ShouldBe(isValid);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\0b\u202E", "a\\u0000b\\u202e")]
    public void Values_are_shown_without_effect(string value, string shown) => Shown.Text(value).ShouldBe(shown);
}
