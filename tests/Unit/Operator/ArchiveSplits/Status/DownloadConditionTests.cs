using Onair.Api.ArchiveSplits;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.ArchiveSplits.Status;
using Onair.Tests.Unit.Operator.ArchiveSplits.Decisions;

namespace Onair.Tests.Unit.Operator.ArchiveSplits.Status;

public sealed class DownloadConditionTests
{
    private static readonly SplitDownloadsStatus Signed = new() { SecretName = "talks-downloads", ExpiresAt = SplitViews.Now.AddHours(1), Sections = 2, Files = 2 };

    [Fact]
    public void Nothing_is_said_before_the_first_section_is_cut() => DownloadCondition.Of(SplitViews.Accepted).ShouldBeNull();

    [Fact]
    public void Names_the_Secret_and_until_when_its_URLs_work() => Of(Signed).ShouldBe(
        (true, "Signed", $"Secret \"talks-downloads\" has the URLs of 2 MP4s. They expire at {SplitViews.Now.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}."));

    [Fact]
    public void Expired_URLs_name_the_remedy() => Of(Signed with { ExpiresAt = SplitViews.Now })
        .ShouldBe((false, "Expired", $"The URLs in Secret \"talks-downloads\" expired at {SplitViews.Now:yyyy-MM-ddTHH:mm:ssZ}. A new value of the annotation onair.dev/renew replaces them."));

    [Fact]
    public void A_file_that_is_missing_is_counted() => Of(Signed with { Files = 1 })!.Value.Message
        .ShouldStartWith("Secret \"talks-downloads\" has the URLs of 1 of 2 MP4s; the others are not in the output bucket, or do not fit into the Secret.");

    [Fact]
    public void A_Secret_of_something_else_is_named() => DownloadCondition.Of(SplitViews.Accepted with { DownloadProblem = DownloadProblem.Taken("talks-downloads") })
        .ShouldBe((false, "SecretTaken", "Secret \"talks-downloads\" exists and belongs to something else. Delete it, and Onair writes the URLs of the MP4s into a new Secret."));

    [Fact]
    public void A_name_without_room_for_the_suffix_is_cut() =>
        new ArchiveSplit { Metadata = new() { Name = $"{new string('a', 242)}.b" } }.DownloadSecretName.ShouldBe($"{new string('a', 242)}-downloads");

    private static (bool Holds, string Reason, string Message)? Of(SplitDownloadsStatus signed) =>
        DownloadCondition.Of(SplitViews.Accepted with { Status = SplitViews.Accepted.Status with { Downloads = signed } });
}
