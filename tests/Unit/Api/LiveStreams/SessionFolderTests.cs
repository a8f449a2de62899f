using Onair.Api.LiveStreams;

namespace Onair.Tests.Unit.Api.LiveStreams;

public sealed class SessionFolderTests
{
    [Theory]
    [InlineData("s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}", "s3://b/2026/03/04/u-1772593445")]
    [InlineData("s3://other/{namespace}/{name}/{unix}/", "s3://other/ns/demo/1772593445")]
    [InlineData("s3://{bucket}/workshops/day1", "s3://b/workshops/day1")]
    public void A_folder_is_made_of_the_start_in_UTC(string template, string path)
    {
        var start = new DateTimeOffset(2026, 3, 4, 5, 4, 5, TimeSpan.FromHours(2));

        SessionFolder.Resolve(template, "b", Stream("u"), start).ShouldBe(path);
    }

    [Theory]
    [InlineData("s3://b/a", "s3://b/a", true)]
    [InlineData("s3://b/a", "s3://b/a/b", true)]
    [InlineData("s3://b/a/b/c", "s3://b/a", true)]
    [InlineData("s3://b/a", "s3://b/ab", false)]
    [InlineData("s3://b/a", "s3://c/a", false)]
    [InlineData("s3://b/a/b", "s3://b/a/c", false)]
    public void Folders_overlap_when_one_is_in_the_other(string one, string other, bool overlap)
    {
        SessionFolder.Overlap(one, other).ShouldBe(overlap);
        SessionFolder.Overlap(other, one).ShouldBe(overlap);
    }

    [Fact]
    public void A_folder_is_taken_by_any_session_of_any_stream_but_the_one_that_does_not_count()
    {
        LiveStream[] streams = [Stream("u"), Stream("v", new SessionStatus { Id = "s", ArchivePath = "s3://b/day1" }, new SessionStatus { Id = "t" })];

        SessionFolder.IsTaken("s3://b/day1", streams).ShouldBeTrue();
        SessionFolder.IsTaken("s3://b/day1/morning", streams).ShouldBeTrue();
        SessionFolder.IsTaken("s3://b/day1", streams, except: "s").ShouldBeFalse();
        SessionFolder.IsTaken("s3://b/day2", streams).ShouldBeFalse();
    }

    [Theory]
    [InlineData("s3://b/2026/01/01/u-1767225600", true)]
    [InlineData("s3://b/theirs", false)]
    [InlineData("s3://u/theirs", false)] // a bucket proves nothing
    [InlineData("s3://b/../u", false)]
    [InlineData("nonsense", false)]
    [InlineData(null, false)]
    public void A_folder_with_the_uid_is_given(string? folder, bool expected) => Given(Stream("u"), folder).ShouldBe(expected);

    [Theory]
    [InlineData("s3://b/ns/demo/1767225600", true)]
    [InlineData("s3://b/ns/demo/1767225600-4f5c", true)] // another session had the folder
    [InlineData("s3://b/ns/demo/1767225601", false)]
    [InlineData("s3://b/ns/other/1767225600", false)]
    public void A_folder_without_the_uid_is_given_when_it_is_that_of_the_start(string folder, bool expected)
    {
        var stream = Stream("u");
        stream.Spec.Archive = new() { Path = "s3://{bucket}/{namespace}/{name}/{unix}" };

        Given(stream, folder).ShouldBe(expected);
    }

    private static bool Given(LiveStream stream, string? folder) =>
        SessionFolder.IsGiven(new() { Id = "s", ArchivePath = folder, StartedAt = DateTimeOffset.FromUnixTimeSeconds(1767225600) }, stream, "b");

    private static LiveStream Stream(string uid, params SessionStatus[] sessions) => new()
    {
        Metadata = new() { Uid = uid, Name = "demo", NamespaceProperty = "ns" },
        Status = new() { Sessions = sessions },
    };
}
