using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.LiveStreams.Decisions;

/// <summary>Which folder a session is opened with.</summary>
public sealed class FolderTests
{
    private const string Folder = "s3://{bucket}/workshops/day1";

    [Fact]
    public void A_session_goes_to_the_path_of_the_spec() =>
        DecideRun.Next(View(null)).ShouldBe(new LiveStreamStep.OpenSession());

    [Fact]
    public void A_named_folder_is_looked_at_before_a_session_gets_it()
    {
        DecideRun.Next(View(Folder)).ShouldBe(new LiveStreamStep.LookAtFolder());
        DecideRun.Next(View(Folder) with { Folder = new("s3://b/workshops/day1") }).ShouldBe(new LiveStreamStep.OpenSession { Folder = "s3://b/workshops/day1" });
    }

    [Fact]
    public void A_taken_folder_keeps_no_show_from_beginning() =>
        DecideRun.Next(View(Folder) with { Folder = new(null) }).ShouldBe(new LiveStreamStep.OpenSession());

    [Fact]
    public void A_recorded_folder_that_the_spec_did_not_give_is_looked_at_before_the_channel_records_there()
    {
        const string theirs = "s3://b/theirs";
        var view = View(null);
        view = view with { FolderIsGiven = false, Status = view.Status with { CurrentSessionId = "s", Sessions = [new() { Id = "s", ArchivePath = theirs }] } };

        DecideRun.Next(view).ShouldBe(new LiveStreamStep.LookAtFolder());
        DecideRun.Next(view with { Folder = new(null) }).ShouldBe(new LiveStreamStep.CloseSession());
        // Proven: the parts that the update of the channel names come next.
        DecideRun.Next(view with { Folder = new(theirs) }).ShouldBe(new LiveStreamStep.Look(ResourceKind.Input, ByTag: false));
        DecideRun.Next(view with { FolderIsGiven = true }).ShouldBe(new LiveStreamStep.Look(ResourceKind.Input, ByTag: false));
    }

    private static LiveStreamView View(string? folder) => new()
    {
        Uid = "uid",
        Now = DateTimeOffset.UnixEpoch,
        Spec = new() { ProviderRef = new() { Name = "p" }, State = StreamState.Running, Archive = new() { Folder = folder } },
        Status = new() { Resources = new() { Provider = "p", ChannelId = "Channel" } },
        Observed = new Dictionary<ResourceKind, ObservedResource> { [ResourceKind.Channel] = new("Channel", Lifecycle.Idle) { Tag = new("uid"), Arn = "arn" } },
    };
}
