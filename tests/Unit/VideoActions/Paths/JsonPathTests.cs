using System.Text.Json;
using Onair.VideoActions.Paths;

namespace Onair.Tests.Unit.VideoActions.Paths;

public sealed class JsonPathTests
{
    private const string Json = """
        {"type": "event", "data": {"id": 7, "type": "upload", "tags": ["a", "b", "c"], "none": null, "a b": true, "x.y": 1},
         "items": [{"id": "i1", "type": "asset", "size": 2, "sub": {"id": "s1"}}, {"id": "i2", "type": "upload", "size": 10.5}, {"id": "i3", "sub": {"id": "s3"}}]}
        """;

    // Maps were written for Newtonsoft.Json 13.0.4. A comment says where this differs on purpose.
    [Theory]
    [InlineData("$.data.id", "7")]
    [InlineData("data.id", "7")]
    [InlineData("$['data'].id", "7")]
    [InlineData("$.data['a b','x.y']", "true 1")]
    [InlineData("$.data[\"a b\"]", "true")] // Newtonsoft.Json throws.
    [InlineData("$.data.none", "null")]
    [InlineData("$.absent.id", "")]
    [InlineData("$.items.id", "")]
    [InlineData("$.data.tags[*]", "\"a\" \"b\" \"c\"")]
    [InlineData("$.data[*]", "")]
    [InlineData("$.items[1].*", "\"i2\" \"upload\" 10.5")]
    [InlineData("$.items[0,2].id", "\"i1\" \"i3\"")]
    [InlineData("$.items[9].id", "")]
    [InlineData("$.items[-1].id", "\"i3\"")] // Newtonsoft.Json throws.
    [InlineData("$.data.tags[1:]", "\"b\" \"c\"")]
    [InlineData("$.data.tags[-2:]", "\"b\" \"c\"")]
    [InlineData("$.data.tags[:2]", "\"a\" \"b\"")]
    [InlineData("$.data.tags[::2]", "\"a\" \"c\"")]
    [InlineData("$.data.tags[::-1]", "\"c\" \"b\" \"a\"")]
    [InlineData("$..id", "7 \"i1\" \"s1\" \"i2\" \"i3\" \"s3\"")]
    [InlineData("$.items[?(@.type == 'upload')].id", "\"i2\"")]
    [InlineData("$.items[?(@.type != 'upload')].id", "\"i1\"")]
    [InlineData("$..[?(@.type == 'upload')].id", "7 \"i2\"")]
    [InlineData("$..[?(@.id == 7)].type", "\"upload\"")]
    [InlineData("$..[?(@.id == '7')].type", "")]
    [InlineData("$.items[?(@.sub)].id", "\"i1\" \"i3\"")]
    [InlineData("$.items[?(@.sub.id == 's3')].id", "\"i3\"")]
    [InlineData("$.items[?(@.size > 2)].id", "\"i2\"")]
    [InlineData("$.items[?(@.size >= 2 && @.size < 10)].id", "\"i1\"")]
    [InlineData("$.items[?(@.size == 2.0 || @.id == 'i3')].id", "\"i1\" \"i3\"")]
    [InlineData("$.items[?(@.id == 'i1' || @.id == 'i3' && @.size > 5)].id", "\"i1\"")]
    [InlineData("$.items[?(@.id == 'i1' && @.size > 5 || @.id == 'i3')].id", "\"i3\"")] // Newtonsoft.Json reads i1 && (size || i3).
    [InlineData("$.items[?(@.size > '1')].id", "")] // Newtonsoft.Json reads the text as a number.
    [InlineData("$.items[?(@.sub != 1)].id", "\"i1\" \"i3\"")]
    [InlineData("$.items[?(@.sub !== 1)].id", "")]
    [InlineData("$.items[?(@.size !== 2)].id", "\"i2\"")]
    [InlineData("$[?(@..id)]", "")] // Newtonsoft.Json selects members.
    [InlineData("$.items[?((@.id == 'i1' || @.id == 'i3') && @.sub)].id", "\"i1\" \"i3\"")] // Newtonsoft.Json has no parentheses.
    [InlineData("$.items[?(@.type =~ /^UP/i)].id", "\"i2\"")]
    [InlineData("$.data.tags[?(@ == 'b')]", "\"b\"")]
    public void A_path_selects_the_values_that_it_names(string path, string values) =>
        string.Join(' ', JsonPath.Parse(path).Select(JsonElement.Parse(Json)).Select(value => value.GetRawText())).ShouldBe(values);

    [Theory]
    [InlineData("$.\ud800", "Path is not valid Unicode.")]
    [InlineData("$.", "Unexpected end while parsing path.")]
    [InlineData("$..", "Unexpected end while parsing path.")]
    [InlineData("$.a]", "Unexpected character while parsing path: ]")]
    [InlineData("$.a b", "Unexpected character while parsing path: b")]
    [InlineData("$[0]a", "Unexpected character while parsing path: a")]
    [InlineData("$[", "Path ended with open indexer.")]
    [InlineData("$[*", "Path ended with open indexer.")]
    [InlineData("$['a'", "Path ended with open indexer.")]
    [InlineData("$['a", "Path ended with an open string.")]
    [InlineData("$[]", "Unexpected character while parsing path indexer: ]")]
    [InlineData("$[x]", "Unexpected character while parsing path indexer: x")]
    [InlineData("$[99999999999]", "99999999999 is not an index.")]
    [InlineData("$[::0]", "The step of a slice must not be 0.")]
    [InlineData(@"$['\x']", @"Unknown escape character: \x")]
    [InlineData("$[?(@.a", "Unexpected end while parsing path query.")]
    [InlineData("$[?(@.a == )]", "Unexpected character while parsing path query: )")]
    [InlineData("$[?(@.a == 1e)]", "1e is not a number.")]
    [InlineData("$[?(@.a =~ 'x')]", "Unexpected character while parsing path query: '")]
    [InlineData("$[?(@.a =~ /x)]", "Path ended with an open regular expression.")]
    [InlineData("$[?(@.a =~ /(/)]", "( is not a regular expression.")]
    public void A_text_that_is_no_path_is_refused_with_the_place(string path, string message) =>
        Should.Throw<FormatException>(() => JsonPath.Parse(path)).Message.ShouldBe(message);

    [Fact]
    public void Any_text_is_a_path_or_refused()
    {
        string[] parts = ["$", ".", "..", "a", "[", "]", "?(", ")", "@", "'", "\"", "==", "=~", "/", "&&", "||", "1", "-", ":", ",", "*", " ", "\\", "<", "!", "null", "é", "\ud800", "\0"];
        var random = new Random(7);
        var json = JsonElement.Parse(Json);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => parts[random.Next(parts.Length)]));
            try
            {
                _ = JsonPath.Parse(text).Select(json).Take(1000).Count();
            }
            catch (FormatException)
            {
                // Refused.
            }
        }
    }
}
