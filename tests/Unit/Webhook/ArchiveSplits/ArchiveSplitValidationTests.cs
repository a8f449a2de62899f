using System.Net;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Webhook.Admission;
using Onair.Webhook.ArchiveSplits;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.ArchiveSplits;

public sealed class ArchiveSplitValidationTests : IAsyncLifetime
{
    private readonly FakeCluster _cluster = FakeCluster.Of(Provider());
    private readonly FakeTime _time = new();
    private ArchiveSplitValidation _validation = null!;

    public async Task InitializeAsync()
    {
        var (providers, client) = await _cluster.StartAsync();
        _validation = new(providers, client, _time);
        _cluster.Streams.Add(Recorded());
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task A_cut_of_a_recording_is_created_without_a_word() => Silent(await JudgeAsync(Create(Split())));

    [Fact]
    public async Task All_that_is_wrong_with_a_new_split_is_told_at_once()
    {
        _cluster.Splits.AddRange([Split("x", s => s.NameModifier = "other"), Split("y", s => s.NameModifier = "more"), Split("z", s => s.NameModifier = "talks")]);

        var verdict = await JudgeAsync(Create(Split(with: s =>
        {
            (s.SessionId, s.NameModifier, s.Engine) = ("s1", "talks", SplitEngine.MediaConvert);
            s.Sections = [Section(-1, 60), Section(60, 60)];
        })));

        verdict.Violations.Select(v => v.Field).ShouldBe(["spec.sections[0].start", "spec.sections[1].end", "spec.nameModifier", "spec.engine"]);
    }

    [Fact]
    public async Task A_status_that_a_client_makes_up_is_not_judged() =>
        Silent(await JudgeAsync(Create(Split().With(new ArchiveSplitStatus { SessionId = "s9", AcceptedSpec = "0123456789abcdef" }))));

    public static TheoryData<string, Action<List<LiveStream>, MediaProvider>, Action<ArchiveSplitSpec>, string[]> Creations => new()
    {
        {
            "no stream", (streams, _) => streams.Clear(), _ => { },
            ["spec.streamRef.name: Not found: \"demo\": the ArchiveSplit waits until that LiveStream exists"]
        },
        { "a stream that goes", (streams, _) => streams[0].Metadata.DeletionTimestamp = DateTime.UnixEpoch, _ => { }, ["spec.streamRef.name: LiveStream \"demo\" is being deleted"] },
        {
            "no session", (streams, _) => streams[0].Status = null, _ => { },
            ["spec.sessionId: LiveStream \"demo\" has no session yet: the ArchiveSplit waits for the first one"]
        },
        {
            "a session that goes on", (streams, _) => streams[0].Recorded.Sessions[0].StoppedAt = null, s => s.Sections = [Section(0, 60), Section(0, 7200), Section(60, 3601)],
            ["spec.sections: 2 of 3 end in the future: session s1 continues, and Onair cuts each one when its end is recorded"]
        },
        {
            "MediaConvert", (_, provider) => provider.Spec.Aws!.MediaConvert = new(), s => (s.Engine, s.Sections) = (SplitEngine.MediaConvert, [Section(0, 90), Section(30, 61)]),
            ["spec.engine: MediaConvert re-encodes every frame and bills about 3 min of output; the engine Pod copies frames where it can"]
        },
        {
            "MediaConvert and mixed times", (_, provider) => provider.Spec.Aws!.MediaConvert = new(),
            s => (s.Engine, s.Sections) = (SplitEngine.MediaConvert, [new() { Start = SessionTime.Of(0), End = SessionTime.Parse("2026-01-01T00:00:00Z") }]),
            ["spec.engine: MediaConvert re-encodes every frame and bills each minute of output; the engine Pod copies frames where it can"]
        },
        {
            "an emulator's MediaConvert", (_, provider) => (provider.Spec.Aws!.MediaConvert, provider.Spec.Aws!.EndpointUrl) = (new(), "http://emulator:8080"),
            s => s.Engine = SplitEngine.MediaConvert, []
        },
    };

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task A_creation_is_told_what_to_expect(string name, Action<List<LiveStream>, MediaProvider> given, Action<ArchiveSplitSpec> with, string[] warnings)
    {
        given(_cluster.Streams, _cluster.Providers[0]);

        var verdict = await JudgeAsync(Create(Split(with: with)));

        verdict.Warnings.ShouldBe(warnings, name);
        verdict.Warnings.ShouldAllBe(w => w.Length <= Sentence.MaxLength);
    }

    [Fact]
    public async Task Refuses_an_edit_of_an_immutable_field_without_lookups()
    {
        _cluster.Failure = HttpStatusCode.InternalServerError;
        var before = Split();

        (await JudgeAsync(Update(before, Split(with: s => s.Sections = [Section(0, 61)])))).Violations.ShouldHaveSingleItem().Field.ShouldBe("spec.sections");
        Silent(await JudgeAsync(Update(before, Split(with: s => s.DeletionPolicy = DeletionPolicy.Retain))));
    }

    [Fact]
    public async Task An_existing_violation_is_only_a_warning()
    {
        var before = Split(with: s => s.Sections = [Section(60, 60)]);
        var after = Split(with: s => (s.Sections, s.DeletionPolicy) = (before.Spec.Sections, DeletionPolicy.Retain));

        var verdict = await JudgeAsync(Update(before, after));

        verdict.IsAllowed.ShouldBeTrue();
        verdict.Warnings.ShouldBe(["spec.sections[0].end: Invalid value: \"60\": must be after start, 60; nothing is cut until it is fixed"]);
    }

    [Fact]
    public async Task Allows_only_restoring_a_spec_that_was_edited_without_the_webhook()
    {
        var accepted = Split();
        var status = new ArchiveSplitStatus { AcceptedSpec = SpecHash.Of(accepted.Spec) };
        var edited = Split(with: s => s.NameModifier = "other").With(status);

        Silent(await JudgeAsync(Update(edited, accepted)));
        (await JudgeAsync(Update(edited, Split(with: s => s.NameModifier = "third")))).Violations.ShouldHaveSingleItem().Field.ShouldBe("spec.nameModifier");
        var kept = await JudgeAsync(Update(edited, Split(with: s => (s.NameModifier, s.DeletionPolicy) = ("other", DeletionPolicy.Retain))));
        kept.IsAllowed.ShouldBeTrue();
        kept.Warnings.ShouldHaveSingleItem().ShouldEndWith("; nothing is cut until it is fixed");
    }

    [Fact]
    public async Task Does_not_judge_a_resource_during_deletion()
    {
        _cluster.Failure = HttpStatusCode.InternalServerError;
        var going = Split(with: s => s.Sections = [Section(60, 0)]);
        going.Metadata.DeletionTimestamp = DateTime.UnixEpoch;

        Silent(await JudgeAsync(Update(Split(), going)));
        Silent(await JudgeAsync(Request("DELETE", default, Reviews.Json(Split()))));
    }

    [Fact]
    public async Task Fails_without_an_answer_of_the_API_server()
    {
        _cluster.Failure = HttpStatusCode.InternalServerError;

        await Should.ThrowAsync<Onair.Kubernetes.Client.ApiException>(() => JudgeAsync(Create(Split())));
    }

    private LiveStream Recorded()
    {
        var now = _time.GetUtcNow();
        return Stream(s => s.Status = new()
        {
            Sessions = [new SessionStatus { Id = "s1", ArchivePath = "s3://b/1", StartedAt = now.AddHours(-1), RunningAt = now.AddMinutes(-59), StoppedAt = now }],
        });
    }

    private static SplitSection Section(double start, double end) => new() { Start = SessionTime.Of(start), End = SessionTime.Of(end) };

    private static ArchiveSplit Split(string name = "split", Action<ArchiveSplitSpec>? with = null)
    {
        var split = new ArchiveSplit
        {
            ApiVersion = "onair.dev/v1alpha1",
            Kind = "ArchiveSplit",
            Metadata = new() { Name = name, NamespaceProperty = "media", Uid = $"uid-of-{name}" },
            Spec = new() { StreamRef = new() { Name = "demo" }, Sections = [Section(0, 60)] },
        };
        with?.Invoke(split.Spec);
        return split;
    }

    private static void Silent(Verdict verdict)
    {
        verdict.Violations.ShouldBeEmpty();
        verdict.Warnings.ShouldBeEmpty();
        verdict.IsAllowed.ShouldBeTrue();
    }

    private Task<Verdict> JudgeAsync(AdmissionRequest request) => _validation.ReviewAsync(request, CancellationToken.None);
}
