using System.Text.Json;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;

namespace Onair.Tests.Unit.Api.ArchiveSplits;

/// <summary>Each rule names the field, the value and what must hold.</summary>
public sealed class ArchiveSplitRulesTests
{
    private const string NoTime = "must be seconds from the session's first frame or an RFC 3339 timestamp";
    private static readonly DateTimeOffset Ten = new(2026, 1, 1, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string[]> Times => new()
    {
        { "0", "60", [] },
        { "12.5", "\"12.75\"", [] },
        { "\"2026-01-01T10:00:00Z\"", "\"2026-01-01T11:00:00.5+01:00\"", [] },
        { "90", "\"2026-01-01T10:01:31Z\"", [] },
        { "-1", "60", [Start("-1", "must be 0 or more")] },
        { "60", "60", [End("60", "must be after start, 60")] },
        { "60", "-5", [End("-5", "must be 0 or more"), End("-5", "must be after start, 60")] },
        { "\"half past ten\"", "60", [Start("half past ten", NoTime)] },
        { "0", "\"2026-01-01T10:30\"", [End("2026-01-01T10:30", NoTime)] },
        { "0", "\"2026-01-01\"", [End("2026-01-01", NoTime)] },
        { "0", "\"2026-01-01T10:61:00Z\"", [End("2026-01-01T10:61:00Z", NoTime)] },
        { "null", "60", [Start("null", NoTime)] },
        { "true", "[1]", [Start("true", NoTime), End("[1]", NoTime)] },
        { "0", $"\"{new string('x', 100)}\"", [End(new string('x', 63) + "…", NoTime)] },
        { "1e308", "1e308", [End("1e308", "must be after start, 1e308")] },
        { "1e999", "60", [Start("1e999", NoTime)] },
        {
            "\"2026-01-01T11:00:00Z\"", "\"2026-01-01T11:30:00+01:00\"",
            [End("2026-01-01T11:30:00+01:00", "must be after start, 2026-01-01T11:00:00Z")]
        },
        {
            "\"2026-01-01T09:59:59Z\"", "\"2026-01-01T12:00:01Z\"",
            [Start("2026-01-01T09:59:59Z", "must not be before the start of session s2, 2026-01-01T10:00:00Z"), End("2026-01-01T12:00:01Z", "must not be after the end of session s2, 2026-01-01T12:00:00Z")]
        },
        { "90", "\"2026-01-01T10:01:30Z\"", [End("2026-01-01T10:01:30Z", "must be after start, 90 s into the session that started at 2026-01-01T10:00:00Z")] },
        { "1e308", "\"2026-01-01T10:01:30Z\"", [End("2026-01-01T10:01:30Z", "must be after start, 1e308 s into the session that started at 2026-01-01T10:00:00Z")] },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void Times_are_understood_and_in_order_and_within_the_session(string start, string end, string[] violations) =>
        Told(Split(s => s.Sections = [Section(start, end)]).Case(Stream(), null, [])).ShouldBe(violations);

    [Fact]
    public void Sections_may_overlap_and_stand_in_any_order() =>
        Told(Split(s => s.Sections = [Section("60", "120"), Section("0", "90"), Section("0", "90")]).Case(Stream(), null, [])).ShouldBeEmpty();

    [Fact]
    public void Of_a_running_session_the_end_is_open_and_of_one_that_was_taken_over_the_beginning()
    {
        var split = Split(s => s.Sections = [Section("\"2026-01-01T09:00:00Z\"", "\"2026-01-02T00:00:00Z\"")]);
        var running = new SessionStatus { Id = "s1", ArchivePath = "s3://b/1", StartedAt = Ten, RunningAt = Ten.AddMinutes(1) };

        Told(split.Case(Stream(running), null, [])).ShouldBe([Start("2026-01-01T09:00:00Z", "must not be before the start of session s1, 2026-01-01T10:00:00Z")]);
        Told(split.Case(Stream(running with { RunningAt = Ten }), null, [])).ShouldBeEmpty();
        Told(split.Case(null, null, [])).ShouldBeEmpty();
    }

    [Fact]
    public void A_session_is_one_that_the_stream_knows_and_has_an_archive()
    {
        const string before = "spec.sessionId: Invalid value: \"s9\": must be a session of LiveStream \"show\", which has ";
        var split = Split(s => s.SessionId = "s9");

        Told(split.Case(Stream(), null, [])).ShouldBe([before + "s2, s1"]);
        Told(split.Case(Stream([.. Enumerable.Range(1, 5).Select(i => new SessionStatus { Id = $"s{i}" })]), null, [])).ShouldBe([before + "s5, s4, s3 and 2 more"]);
        Told(split.Case(Stream([]), null, [])).ShouldBe([before + "none yet"]);
        Told(split.Case(null, null, [])).ShouldBeEmpty();
        Told(Split().Case(Stream([]), null, [])).ShouldBeEmpty("it waits for the first one");

        var elsewhere = Stream(new SessionStatus { Id = "s9", StartedAt = Ten });
        const string noArchive = "spec.sessionId: Invalid value: \"s9\": has no archive: its channel was already recording elsewhere when LiveStream \"show\" adopted it";
        Told(split.Case(elsewhere, null, [])).ShouldBe([noArchive]);
        Told(Split().Case(elsewhere, null, [])).ShouldBe([noArchive]);
    }

    [Fact]
    public void A_session_that_was_once_chosen_may_leave_the_streams_list()
    {
        var split = Split(s => s.SessionId = "s9").With(new() { SessionId = "s9", ArchivePath = "s3://b/9" });

        Told(split.Case(Stream(), null, [])).ShouldBeEmpty();
        SplitSession.Of(Split().With(new() { SessionId = "s1" }), Stream())!.Id.ShouldBe("s1");
        SplitSession.Of(Split(), Stream())!.Id.ShouldBe("s2", "the latest");
        SplitSession.Of(Split(), null).ShouldBeNull();
    }

    [Theory]
    [InlineData("talks", null)]
    [InlineData("...", null)]
    [InlineData("A", null)]
    [InlineData(".", "must be a folder name")]
    [InlineData("..", "must be a folder name")]
    [InlineData("a", "must not be a or b, which hold the recording")]
    [InlineData("b", "must not be a or b, which hold the recording")]
    public void A_modifier_is_a_folder_beside_the_recordings(string modifier, string? rule) =>
        Told(Split(s => s.NameModifier = modifier).Case(Stream(), null, []))
            .ShouldBe(rule is null ? [] : [$"spec.nameModifier: Invalid value: \"{modifier}\": {rule}"]);

    public static TheoryData<string, Action<ArchiveSplit>, bool> Others => new()
    {
        { "the same outputs", _ => { }, true },
        { "the same session by its id", o => o.Spec.SessionId = "s2", true },
        { "the same bucket by its name", o => o.Spec.Output.Bucket = "cuts", true },
        { "another session", o => o.Spec.SessionId = "s1", false },
        { "another session, chosen long ago", o => o.Status = new() { SessionId = "s1" }, false },
        { "another bucket", o => o.Spec.Output.Bucket = "other", false },
        { "another modifier", o => o.Spec.NameModifier = "panels", false },
        { "no modifier", o => o.Spec.NameModifier = null, false },
        { "a uid that is the modifier", o => (o.Spec.NameModifier, o.Metadata.Uid) = (null, "talks"), true },
        { "another stream", o => o.Spec.StreamRef!.Name = "lobby", false },
        { "a younger one", o => o.Metadata.CreationTimestamp = Ten.AddSeconds(1).UtcDateTime, false },
        { "as old, by the uid the older", o => (o.Metadata.CreationTimestamp, o.Metadata.Uid) = (Ten.UtcDateTime, "1"), true },
        { "as old, by the uid the younger", o => (o.Metadata.CreationTimestamp, o.Metadata.Uid) = (Ten.UtcDateTime, "9"), false },
        { "itself", o => o.Metadata.Name = "split", false },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Of_two_with_the_same_outputs_the_younger_is_wrong(string what, Action<ArchiveSplit> with, bool wrong)
    {
        var split = Split(s => s.NameModifier = "talks");
        var other = Split(s => s.NameModifier = "talks");
        (other.Metadata.Name, other.Metadata.Uid, other.Metadata.CreationTimestamp) = ("older", "4", Ten.AddSeconds(-1).UtcDateTime);
        with(other);
        var provider = new MediaProvider { Spec = new() { Aws = new() { ArchiveBucket = "archive", OutputBucket = "cuts" } } };

        Told(split.Case(Stream(), provider, [other])).ShouldBe(
            wrong ? ["spec.nameModifier: Invalid value: \"talks\": is already used by ArchiveSplit \"older\" for session s2"] : [], what);
    }

    [Fact]
    public void To_one_that_is_not_stored_yet_all_others_are_older()
    {
        var other = Split(s => s.NameModifier = "talks");
        (other.Metadata.Name, other.Metadata.Uid) = ("other", "9");
        var split = Split(s => s.NameModifier = "talks").Case(Stream(), null, [other]);

        Told(split).ShouldBeEmpty();
        Told(split with { IsNew = true }).ShouldHaveSingleItem().ShouldContain("is already used");
    }

    [Fact]
    public void MediaConvert_needs_its_role_and_copies_nothing()
    {
        var split = Split(s => (s.Engine, s.Precision) = (SplitEngine.MediaConvert, SplitPrecision.Keyframe));
        const string precision = "spec.precision: Invalid value: \"Keyframe\": requires the engine Pod; MediaConvert re-encodes every frame";

        Told(split.Case(Stream(), new() { Spec = new() { Aws = new() } }, [])).ShouldBe(
            ["spec.engine: Invalid value: \"MediaConvert\": requires spec.aws.mediaConvert in MediaProvider \"aws\"", precision]);
        Told(split.Case(Stream(), new() { Spec = new() { Aws = new() { MediaConvert = new() } } }, [])).ShouldBe([precision]);
        Told(split.Case(Stream(), null, [])).ShouldBe([precision]);
    }

    [Fact]
    public void The_accepted_spec_is_immutable_except_for_deletionPolicy()
    {
        var before = Split(s => s.NameModifier = "talks");
        var accepted = new ArchiveSplitStatus { AcceptedSpec = SpecHash.Of(before.Spec) };
        var edited = Split(s =>
        {
            (s.Engine, s.DeletionPolicy, s.StreamRef) = (SplitEngine.MediaConvert, DeletionPolicy.Retain, new() { Name = "lobby" });
            s.Sections = [Section("0", "60"), Section("60", "120")];
        });

        Told(edited.Case(null, null, []) with { Before = before.Spec }).ShouldBe(
        [
            "spec.streamRef.name: Invalid value: \"lobby\": cannot be changed; create another ArchiveSplit",
            "spec.sections: Invalid value: \"2 sections\": cannot be changed; create another ArchiveSplit",
            "spec.nameModifier: Invalid value: \"\": cannot be changed; create another ArchiveSplit",
            "spec.engine: Invalid value: \"MediaConvert\": cannot be changed; create another ArchiveSplit",
        ], ignoreOrder: true);
        Told(edited.With(accepted).Case(null, null, [])).ShouldBe(
            [$"spec: Invalid value: \"{SpecHash.Of(edited.Spec)[..12]}\": does not match the accepted spec, {accepted.AcceptedSpec[..12]} in status.acceptedSpec; restore the accepted spec or create another ArchiveSplit"]);
        Told(before.With(accepted).Case(null, null, []) with { Before = edited.Spec }).ShouldBeEmpty("the way back is open");
        Told(Split(s => (s.NameModifier, s.DeletionPolicy) = ("talks", DeletionPolicy.Retain)).With(accepted).Case(null, null, []) with { Before = before.Spec }).ShouldBeEmpty();
    }

    /// <summary>A value that stays the same for good: it is in the status of objects.</summary>
    [Fact]
    public void The_same_spec_has_the_same_hash_however_it_is_written()
    {
        const string known = "be1b1f5a81a767f39c4888dca4cf261bc07509dbbc88ea95d1025527d2df9839";
        var plain = SpecHash.Of(Split().Spec);

        plain.ShouldBe(known);
        SpecHash.Of(Split(s => (s.Output, s.Engine, s.Precision, s.Sections) = (new(), SplitEngine.Pod, SplitPrecision.Frame, [Section("0.0", "6e1")])).Spec).ShouldBe(plain);
        SpecHash.Of(Split(s => s.Sections = [Section("0", "61")]).Spec).ShouldNotBe(plain);
        SpecHash.Of(Split(s => s.Precision = SplitPrecision.Keyframe).Spec).ShouldNotBe(plain);
    }

    private static string[] Told(ArchiveSplitCase split) => [.. ArchiveSplitRules.Check(split).Select(v => v.ToString())];

    private static string Start(string value, string rule) => $"spec.sections[0].start: Invalid value: \"{value}\": {rule}";

    private static string End(string value, string rule) => $"spec.sections[0].end: Invalid value: \"{value}\": {rule}";

    private static SplitSection Section(string start, string end) =>
        JsonSerializer.Deserialize($$"""{"start":{{start}},"end":{{end}}}""", OnairJsonContext.Default.SplitSection)!;

    private static ArchiveSplit Split(Action<ArchiveSplitSpec>? with = null)
    {
        var spec = new ArchiveSplitSpec { StreamRef = new() { Name = "show" }, Sections = [Section("0", "60")] };
        with?.Invoke(spec);
        return new() { Metadata = new() { Name = "split", NamespaceProperty = "media", Uid = "5", CreationTimestamp = Ten.UtcDateTime }, Spec = spec };
    }

    private static SplitSource Stream(params SessionStatus[] sessions) => SplitSource.Of(new LiveStream
    {
        Metadata = new() { Name = "show", NamespaceProperty = "media" },
        Spec = new() { ProviderRef = new() { Name = "aws" } },
        Status = new() { Sessions = sessions },
    })!;

    private static SplitSource Stream() => Stream(
        new SessionStatus { Id = "s1", ArchivePath = "s3://b/1", StartedAt = Ten.AddDays(-1), StoppedAt = Ten.AddHours(-22) },
        new SessionStatus { Id = "s2", ArchivePath = "s3://b/2", StartedAt = Ten, RunningAt = Ten.AddSeconds(40), StoppedAt = Ten.AddHours(2) });
}
