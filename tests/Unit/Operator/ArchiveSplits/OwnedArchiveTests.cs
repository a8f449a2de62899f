using Onair.Api.ArchiveSplits;
using Onair.Api.HlsBroadcasts;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Operator.ArchiveSplits;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.ArchiveSplits;

/// <summary>Which recordings a split may cut, whatever the status of its source or its own status names.</summary>
public sealed class OwnedArchiveTests
{
    private const string Own = "4f5c0000-0000-0000-0000-000000000001";
    private const string Victims = "4f5c0000-0000-0000-0000-000000000002";

    private static readonly DateTime Created = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData($"s3://b/2026/11/21/{Own}-1790000000", true)]
    [InlineData("s3://b/talks/day1", true)]
    [InlineData($"s3://b/2026/11/21/{Victims}-1790000000", false)]
    [InlineData($"s3://{Own}/2026/11/21/{Victims}-1790000000", false)]
    [InlineData("s3://b/board/minutes", false)]
    [InlineData("s3://b/board", false)]
    [InlineData("s3://b/board/minutes/a", false)]
    [InlineData($"s3://b/{Own}/../{Victims}", false)]
    [InlineData("s3://b", false)]
    [InlineData("board/minutes", false)]
    public void A_session_has_a_folder_of_its_own_stream_alone(string folder, bool isProven)
    {
        var stream = Stream("talk", Own, folder);
        var victim = Stream("board", Victims, "s3://b/board/minutes");

        (OwnedArchive.Of(Session(stream), stream, [stream, victim]) is not null).ShouldBe(isProven);
    }

    [Fact]
    public void A_folder_without_the_uid_has_only_what_was_recorded_since_the_stream_exists()
    {
        var (named, own) = (Stream("talk", Own, "s3://b/talks/day1"), Stream("talk", Own, $"s3://b/{Own}-1790000000"));

        OwnedArchive.Of(Session(named), named, [named])!.After.ShouldBe(new DateTimeOffset(Created));
        OwnedArchive.Of(Session(own), own, [own])!.After.ShouldBeNull();
    }

    [Theory]
    [InlineData($"s3://b/hls/shows/talk/{Own}", true)]
    [InlineData($"s3://b/hls/shows/keynote/{Victims}", false)]
    [InlineData(null, false)]
    public void A_broadcast_has_only_the_folder_with_its_uid(string? folder, bool isProven)
    {
        var broadcast = new HlsBroadcast { Metadata = new() { Uid = Own, Name = "talk" }, Spec = new(), Status = new() { Folder = folder, StartedAt = Created } };

        (OwnedArchive.Of(broadcast) is not null).ShouldBe(isProven);
        SplitSource.Of(broadcast)!.Sessions.Count.ShouldBe(isProven ? 1 : 0);
    }

    [Theory]
    [InlineData("s3://b/show", "s3://out/show/cut", "mine", true)]
    [InlineData("s3://b/show", "s3://out/show/cut", "another", false)]
    [InlineData("s3://b/show", "s3://out/show/cut", null, false)]
    [InlineData("s3://b/board", "s3://out/show/cut", "mine", false)]
    [InlineData("s3://b/show", "s3://out/show/another", "mine", false)]
    public void Without_its_source_a_split_is_proven_by_its_outputs(string archive, string outputs, string? owner, bool isProven)
    {
        var split = new ArchiveSplit { Metadata = new() { Uid = "mine", Name = "cut" }, Spec = new() { NameModifier = "cut" } }
            .With(new() { ArchivePath = archive, OutputPath = outputs });

        (OwnedArchive.Of(split, [owner]) is not null).ShouldBe(isProven);
    }

    [Theory]
    [InlineData("aws", null, null)]
    [InlineData("closed", null, "ProviderNotAllowed")]
    [InlineData("closed", "aws", "ProviderNotAllowed")]
    [InlineData("closed", "closed", null)]
    public void A_recorded_provider_must_admit_the_namespace(string name, string? declared, string? problem)
    {
        var provider = new MediaProvider { Metadata = new() { Name = name }, Spec = new() { Namespaces = name == "closed" ? ["board"] : null } };

        ProviderLookup.Refusal(provider, declared, "shows")?.Reason.ShouldBe(problem);
        (ProviderLookup.Refusal(provider, declared, "shows") is null).ShouldBe(problem is null);
    }

    private static SplitSession? Session(LiveStream stream) =>
        SplitSession.Of(new ArchiveSplit { Metadata = new() { Uid = "mine", Name = "cut" }, Spec = new() }, SplitSource.Of(stream));

    private static LiveStream Stream(string name, string uid, string folder) => new()
    {
        Metadata = new() { Name = name, NamespaceProperty = "shows", Uid = uid, CreationTimestamp = Created },
        Spec = new() { ProviderRef = new() { Name = "p" } },
        Status = new() { Sessions = [new() { Id = "s1", ArchivePath = folder, StartedAt = Created, RunningAt = Created, StoppedAt = Created.AddHours(1) }] },
    };
}
