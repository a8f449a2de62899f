using System.Collections.Immutable;
using System.Text;
using Onair.Emulator.S3.Storage;

namespace Onair.Tests.Unit.Emulator.S3;

public sealed class ObjectListingTests
{
    private static readonly ImmutableSortedSet<ObjectRecord> Objects = Set(
        "a", "a/1", "a/2", "a/b/3", "a0", "b/", "b/x", "c", "ü/1", "\uFB01", "😀");

    [Theory]
    [InlineData("", "", "", 100, "a a/1 a/2 a/b/3 a0 b/ b/x c ü/1 ﬁ 😀", "", false)]
    [InlineData("", "/", "", 100, "a a0 c ﬁ 😀", "a/ b/ ü/", false)]
    [InlineData("a/", "/", "", 100, "a/1 a/2", "a/b/", false)]
    [InlineData("a/", "", "", 2, "a/1 a/2", "", true)]
    [InlineData("a/", "", "a/2", 2, "a/b/3", "", false)]
    [InlineData("", "/", "", 2, "a", "a/", true)]
    [InlineData("", "/", "a/", 2, "a0", "b/", true)]
    [InlineData("", "/", "b/", 100, "c ﬁ 😀", "ü/", false)]
    [InlineData("", "", "b", 1, "b/", "", true)]
    [InlineData("b", "", "a", 100, "b/ b/x", "", false)]
    [InlineData("a", "", "z", 100, "", "", false)]
    [InlineData("", "/b/", "", 100, "a a/1 a/2 a0 b/ b/x c ü/1 ﬁ 😀", "a/b/", false)]
    [InlineData("none", "", "", 100, "", "", false)]
    [InlineData("", "", "", 0, "", "", false)]
    public void A_page_holds_what_S3_would_list(
        string prefix, string delimiter, string after, int most, string keys, string prefixes, bool truncated)
    {
        var page = ObjectListing.Page(Objects, prefix, delimiter, after, most);

        string.Join(' ', page.Objects.Select(o => o.Key)).ShouldBe(keys);
        string.Join(' ', page.CommonPrefixes).ShouldBe(prefixes);
        page.IsTruncated.ShouldBe(truncated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public void Pages_of_any_size_make_the_whole(string delimiter)
    {
        var whole = ObjectListing.Page(Objects, "", delimiter, "", 100);
        for (var size = 1; size <= whole.Count; size++)
        {
            var (keys, after) = (new List<string>(), "");
            ListingPage page;
            do
            {
                page = ObjectListing.Page(Objects, "", delimiter, after, size);
                keys.AddRange(page.Objects.Select(o => o.Key).Concat(page.CommonPrefixes));
                after = page.Last ?? after;
            }
            while (page.IsTruncated);

            keys.Order(StringComparer.Ordinal)
                .ShouldBe(whole.Objects.Select(o => o.Key).Concat(whole.CommonPrefixes).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Keys_are_ordered_by_their_bytes()
    {
        var random = new Random(7);
        string[] letters = ["a", "b", "/", "\u00FC", "\uD7FF", "\uE000", "\uFB01", "\uFFFD", "😀", "\U0010FFFF"];
        var keys = Enumerable.Range(0, 500)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => letters[random.Next(letters.Length)])))
            .Distinct().ToArray();

        keys.Order(KeyOrder.Instance)
            .ShouldBe(keys.OrderBy(k => Convert.ToHexString(Encoding.UTF8.GetBytes(k)), StringComparer.Ordinal));
    }

    private static ImmutableSortedSet<ObjectRecord> Set(params string[] keys) => ImmutableSortedSet.CreateRange(
        KeyOrder.Instance, keys.Select(k => new ObjectRecord(k, k, 1, "", default)));
}
