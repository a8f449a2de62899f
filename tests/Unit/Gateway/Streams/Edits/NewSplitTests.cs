using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Gateway.Problems;
using Onair.Gateway.Streams.Bodies;
using Onair.Gateway.Streams.Edits;
using static Onair.Tests.Unit.Gateway.Streams.Samples;

namespace Onair.Tests.Unit.Gateway.Streams.Edits;

public sealed class NewSplitTests
{
    [Fact]
    public void A_split_belongs_to_the_stream_and_its_files_outlive_it()
    {
        var split = NewSplit.Of(OnAir(), Body("first", null, ("1", "2")), "5f0a");

        split.Metadata.OwnerReferences.ShouldHaveSingleItem().Uid.ShouldBe(Uid);
        split.Spec.DeletionPolicy.ShouldBe(DeletionPolicy.Retain);
        split.Spec.NameModifier.ShouldBe("5f0a");
        split.Spec.SessionId.ShouldBe("first");
        split.Spec.StreamRef!.Name.ShouldBe("town-hall-x7k2pq");
    }

    [Theory]
    [InlineData("90", "90")]
    [InlineData("12.5", "12.5")]
    [InlineData("1799990100", "2027-01-15T05:15:00Z")]
    [InlineData("1799990100.5", "2027-01-15T05:15:00.5Z")]
    [InlineData("2027-01-15T06:15:00+01:00", "2027-01-15T06:15:00+01:00")]
    [InlineData("soon", "soon")]
    public void A_time_is_seconds_of_the_session_or_Unix_seconds_or_RFC_3339(string sent, string stored) =>
        NewSplit.Time(SessionTime.Parse(sent)).Text.ShouldBe(stored);

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/b")]
    [InlineData("a%2fb")]
    [InlineData("")]
    [InlineData("größe")]
    [InlineData("a\n")]
    public void A_wrong_name_modifier_is_refused_by_name(string modifier)
    {
        var problem = Should.Throw<ProblemException>(() => NewSplit.Of(OnAir(), Body("first", modifier, ("1", "2")), "x"));

        problem.Status.ShouldBe(400);
        problem.Errors.ShouldHaveSingleItem().Field.ShouldBe("name_modifier");
    }

    [Fact]
    public void A_list_without_sections_is_refused_by_name() =>
        Should.Throw<ProblemException>(() => NewSplit.Of(OnAir(), Body("first", null), "x")).Errors.ShouldHaveSingleItem().Field.ShouldBe("timestamp_list");

    [Fact]
    public void An_unknown_session_is_not_found() =>
        Should.Throw<ProblemException>(() => NewSplit.Of(OnAir(), Body("third", null, ("1", "2")), "x")).Status.ShouldBe(404);

    [Fact]
    public void The_rules_name_the_members_of_the_request()
    {
        var split = NewSplit.Of(OnAir(), Body("first", null, ("5", "2"), ("soon", "7")), "x");
        split.Metadata.Uid = "u";

        ArchiveSplitRules.Check(split.Case(SplitSource.Of(OnAir()), null, [])).Select(StreamFields.Named).Select(v => v.Field)
            .ShouldBe(["timestamp_list[1].start", "timestamp_list[0].end"], ignoreOrder: true);
    }

    [Fact]
    public void A_repeated_request_is_recognized()
    {
        var split = NewSplit.Of(OnAir(), Body("first", "m", ("1", "2")), "x");

        NewSplit.IsSame(split, NewSplit.Of(OnAir(), Body("first", "m", ("1.0", "2")), "y")).ShouldBeTrue();
        NewSplit.IsSame(split, NewSplit.Of(OnAir(), Body("first", "m", ("1", "3")), "y")).ShouldBeFalse();
    }

    private static SplitBody Body(string session, string? modifier, params (string Start, string End)[] sections) => new()
    {
        SessionId = session,
        NameModifier = modifier,
        TimestampList = [.. sections.Select(s => new SectionBody { Start = SessionTime.Parse(s.Start), End = SessionTime.Parse(s.End) })],
    };
}
