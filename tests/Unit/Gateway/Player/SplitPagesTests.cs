using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Gateway.Player;

namespace Onair.Tests.Unit.Gateway.Player;

public sealed class SplitPagesTests
{
    private const string Url = "https://recordings.s3.eu-central-1.amazonaws.com/a/index_1.mp4?X-Amz-Signature=1";

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("1", 1)]
    [InlineData("2", null)]
    [InlineData("-1", null)]
    [InlineData("+1", null)]
    [InlineData(" 1", null)]
    [InlineData("1.0", null)]
    [InlineData("x", null)]
    [InlineData("99999999999", null)]
    public void A_link_names_a_section_by_its_position(string? text, int? position) => SplitPages.Position(Split(SplitSectionState.Completed), text).ShouldBe(position);

    [Fact]
    public void A_section_with_a_signed_URL_plays_as_a_file()
    {
        var page = SplitPages.Of(Split(SplitSectionState.Completed), 1, Url);

        (page.Availability, page.Url, page.Format, page.Title, page.Section).ShouldBe((Availability.Video, Url, MediaFormat.Mp4, "Highlights: Keynote", 1));
        page.Sections.ShouldBe([new(null), new("Keynote")]);
    }

    [Theory]
    [InlineData(SplitSectionState.Waiting, null, "Preparing")]
    [InlineData(SplitSectionState.Completed, null, "Preparing")]
    [InlineData(SplitSectionState.Failed, Url, "Failed")]
    [InlineData(SplitSectionState.Completed, "javascript:alert(1)", "Preparing")]
    [InlineData(SplitSectionState.Completed, "https://user@recordings.example.com/a.mp4", "Preparing")]
    [InlineData(null, null, "Preparing")]
    public void A_section_without_a_URL_is_being_prepared_unless_it_failed(SplitSectionState? state, string? url, string expected)
    {
        var page = SplitPages.Of(Split(state), 1, url);

        ($"{page.Availability}", page.Url, page.Format).ShouldBe((expected, null, null));
    }

    [Fact]
    public void One_section_alone_is_no_choice()
    {
        var page = SplitPages.Of(new() { Metadata = new() { Name = "talk" }, Spec = new() { Sections = [new()] } }, 0, Url);

        (page.Title, page.Sections, page.Section).ShouldBe(("talk", null, 0));
    }

    private static ArchiveSplit Split(SplitSectionState? state) => new()
    {
        Metadata = new() { Name = "highlights", Annotations = new Dictionary<string, string> { [Annotations.DisplayName] = "Highlights" } },
        Spec = new() { Sections = [new(), new() { Title = "Keynote" }] },
        Status = new() { Sections = state is { } known ? [new() { Position = 1, State = known, OutputUrl = "s3://another/a.mp4" }] : [] },
    };
}
