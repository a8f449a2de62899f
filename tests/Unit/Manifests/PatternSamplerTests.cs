using System.Text.RegularExpressions;
using Onair.Tests.Manifests.Patterns;

namespace Onair.Tests.Unit.Manifests;

public sealed class PatternSamplerTests
{
    [Theory]
    [InlineData("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")]
    [InlineData("^(rtmps?|https?)://[^\\s/?#@]+[^\\s]*$")]
    [InlineData("^(?:a{3}|b{1,2}|\\{c\\}){2,}$")]
    public void A_sample_matches_and_a_mismatch_does_not(string pattern)
    {
        var (sampler, random) = (PatternSampler.Of(pattern), new Random(1));
        for (var i = 0; i < 100; i++)
        {
            Regex.IsMatch(sampler.Match(random, 0, 100), pattern).ShouldBeTrue();
            Regex.IsMatch(sampler.Mismatch(random, 0, 100), pattern).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_sample_is_as_long_as_it_is_asked_to_be() =>
        PatternSampler.Of("^https?://[^\\s/?#]+[^\\s]*$").MatchOf(new Random(1), 2048)!.Length.ShouldBe(2048);

    [Fact]
    public void Returns_null_for_an_impossible_length() => PatternSampler.Of("^[0-9]{12}$").MatchOf(new Random(1), 13).ShouldBeNull();

    [Theory]
    [InlineData("^a(?=b)$")]
    [InlineData("^\\d+$")]
    [InlineData("^[a-z]+")]
    [InlineData("^a)$")]
    public void A_pattern_that_is_not_understood_is_an_error(string pattern) =>
        Should.Throw<NotSupportedException>(() => PatternSampler.Of(pattern)).Message.ShouldContain(pattern);
}
