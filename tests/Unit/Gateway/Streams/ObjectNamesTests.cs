using Onair.Gateway.Streams;
using static Onair.Tests.Unit.Gateway.Streams.Samples;

namespace Onair.Tests.Unit.Gateway.Streams;

public sealed class ObjectNamesTests
{
    [Theory]
    [InlineData("Town Hall 2027", "town-hall-2027")]
    [InlineData("  --A & B--  ", "a-b")]
    [InlineData("Überblick", "berblick")]
    [InlineData("朝会", null)]
    [InlineData("…", null)]
    [InlineData("A very long name of a stream that nobody wants to read to its end", "a-very-long-name-of-a-stream-that-nobody")]
    public void A_slug_is_what_ASCII_has_of_a_name(string name, string? slug) => ObjectNames.Slug(name).ShouldBe(slug);

    [Theory]
    [InlineData("Town Hall")]
    [InlineData("朝会")]
    [InlineData("123")]
    public void A_new_name_is_valid_and_another_one_each_time(string name)
    {
        var (first, second) = (ObjectNames.New(name, "stream"), ObjectNames.New(name, "stream"));

        System.Text.RegularExpressions.Regex.IsMatch(first, Onair.Api.Common.Patterns.Name).ShouldBeTrue();
        first.ShouldNotBe(second);
    }

    [Fact]
    public void Owned_objects_have_the_name_of_the_stream()
    {
        ObjectNames.Chime(Stream()).ShouldBe("town-hall-x7k2pq-chime");
        ObjectNames.Ivs(Stream()).ShouldBe("town-hall-x7k2pq-ivs");
    }

    [Fact]
    public void A_long_name_is_cut_and_stays_unique()
    {
        var (first, second) = (ObjectNames.Chime(Stream(s => s.Metadata.Name = new string('a', 100))), ObjectNames.Chime(Stream(s => s.Metadata.Name = new string('a', 101))));

        first.Length.ShouldBeLessThanOrEqualTo(63);
        first.ShouldNotBe(second);
    }

    [Fact]
    public void A_split_is_found_again_by_session_and_modifier()
    {
        ObjectNames.Split(Stream(), "s", "m").ShouldBe(ObjectNames.Split(Stream(), "s", "m"));
        ObjectNames.Split(Stream(), "s", "m").ShouldNotBe(ObjectNames.Split(Stream(), "s", "n"));
        ObjectNames.Split(Stream(), "s", "m").ShouldNotBe(ObjectNames.Split(Stream(), "t", "m"));
    }
}
