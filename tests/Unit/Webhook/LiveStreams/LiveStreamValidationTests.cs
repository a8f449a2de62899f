using System.Net;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using Onair.Kubernetes.Client;
using Onair.Webhook.Admission;
using Onair.Webhook.LiveStreams;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.LiveStreams;

public sealed class LiveStreamValidationTests : IAsyncLifetime
{
    private const string NeedsDistribution = "spec.distribution.live: Invalid value: \"true\": requires spec.aws.distributionId in MediaProvider \"aws\"";
    private const string UntilMended = "; only a stop is carried out until it is fixed";

    private readonly FakeCluster _cluster = FakeCluster.Of(Provider());
    private LiveStreamValidation _validation = null!;

    public async Task InitializeAsync() => _validation = await FreshAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task A_valid_stream_is_created_without_a_word() => Silent(await JudgeAsync(Create(Stream())));

    [Fact]
    public async Task All_that_is_wrong_with_a_new_stream_is_told_at_once()
    {
        var verdict = await JudgeAsync(Create(Stream(s =>
        {
            s.Spec.Packaging = new() { SegmentSeconds = 6, PlaylistWindowSeconds = 12 };
            s.Spec.Archive.Path = "s3://b/{uid}";
            s.Spec.CostGuard = new() { MaxRunDuration = "0s" };
        })));

        verdict.Violations.Select(v => v.Field).ShouldBe(["spec.packaging.playlistWindowSeconds", "spec.archive.path", "spec.costGuard.maxRunDuration"]);
    }

    [Fact]
    public async Task A_status_that_a_client_makes_up_is_not_judged() =>
        Silent(await JudgeAsync(Create(Stream(s => s.Status = new() { Resources = new() { Provider = "other", Input = new() { Type = InputType.UrlPull } } }))));

    [Fact]
    public async Task Judges_immutable_fields_by_the_stored_status()
    {
        var before = Stream(s => s.Status = new() { Resources = new() { Provider = "aws", Input = new() { Type = InputType.RtmpPush } } });
        var after = Stream(s => s.Spec.Input = new() { Type = InputType.UrlPull, Sources = [new() { Url = "https://media.example.com/a.m3u8" }] });

        (await JudgeAsync(Update(before, after))).Violations.ShouldHaveSingleItem().Field.ShouldBe("spec.input.type");
    }

    [Fact]
    public async Task An_existing_violation_is_only_a_warning()
    {
        var before = Stream(s => s.Spec.Distribution.Live = true);
        _cluster.Providers[0] = Provider(with: p => p.Spec.Aws!.DistributionId = null);
        var started = await FreshAsync();

        var verdict = await started.ReviewAsync(Update(before, before.With(s => s.State = StreamState.Stopped)), CancellationToken.None);

        verdict.IsAllowed.ShouldBeTrue();
        verdict.Warnings.ShouldBe([NeedsDistribution + UntilMended]);
        (await started.ReviewAsync(Create(before), CancellationToken.None)).Violations.ShouldHaveSingleItem().ToString().ShouldBe(NeedsDistribution);
    }

    [Theory]
    [InlineData("aws", "the stream continues, with the condition Deprecated, until it is fixed")]
    [InlineData(null, "only a stop is carried out until it is fixed")]
    public async Task A_stored_path_of_all_streams_is_a_warning_that_says_what_becomes_of_the_stream(string? provisionedWith, string consequence)
    {
        var before = Stream(s =>
        {
            s.Spec.Archive.Path = "s3://b/{unix}";
            s.Status = new() { Resources = new() { Provider = provisionedWith } };
        });

        var verdict = await JudgeAsync(Update(before, before.With(s => s.State = StreamState.Stopped)));

        verdict.IsAllowed.ShouldBeTrue();
        verdict.Warnings.ShouldHaveSingleItem().ShouldBe(
            $"spec.archive.path: Invalid value: \"s3://b/{{unix}}\": must contain {{uid}}, or {{namespace}} and {{name}}, so that streams do not overwrite each other; {consequence}");
    }

    [Fact]
    public async Task Refuses_a_new_violation_beside_an_existing_one()
    {
        var before = Stream(s => s.Spec.Archive.Path = "s3://b/{uid}");
        var after = before.With(s => s.CostGuard = new() { MaxRunDuration = "0s" });

        var verdict = await JudgeAsync(Update(before, after));

        verdict.Violations.ShouldHaveSingleItem().Field.ShouldBe("spec.costGuard.maxRunDuration");
        verdict.Warnings.ShouldHaveSingleItem().ShouldStartWith("spec.archive.path: ");
    }

    [Fact]
    public async Task A_bad_value_is_not_exchanged_for_another_one()
    {
        var before = Stream(s => s.Spec.Archive.Path = "s3://b/{uid}");

        (await JudgeAsync(Update(before, before.With(s => s.Archive.Path = "s3://b/{name}")))).IsAllowed.ShouldBeFalse();
        Silent(await JudgeAsync(Update(before, before.With(s => s.Archive.Path = "s3://b/{uid}-{unix}"))));
    }

    [Fact]
    public async Task A_limit_of_the_provider_that_the_webhook_filled_in_refuses_no_label()
    {
        _cluster.Providers[0] = Provider(with: p => p.Spec.StreamLimits = new() { MaxHeight = 400 });
        var validation = await FreshAsync();

        var verdict = await validation.ReviewAsync(Update(Stream(s => s.Spec.ProviderRef = null), Stream()), CancellationToken.None);

        verdict.IsAllowed.ShouldBeTrue();
        verdict.Warnings.ShouldHaveSingleItem().ShouldContain("streamLimits.maxHeight");
    }

    [Fact]
    public async Task A_stream_that_is_being_deleted_is_edited_freely()
    {
        var after = Stream(s =>
        {
            s.Metadata.DeletionTimestamp = DateTime.UnixEpoch;
            s.Spec.Archive.Path = "s3://b/{uid}";
        });

        Silent(await JudgeAsync(Update(Stream(), after)));
    }

    [Theory]
    [InlineData(false, "none has the annotation onair.dev/is-default-provider: \"true\", which would make it the default")]
    [InlineData(true, "more than one has the annotation onair.dev/is-default-provider: \"true\" (blue, green), so none is filled in")]
    public async Task A_stream_without_a_provider_is_told_why_it_got_none(bool several, string why)
    {
        if (several) _cluster.Providers.AddRange([Provider("green", MakeDefault), Provider("blue", MakeDefault)]);

        var verdict = await JudgeAsync(Create(Stream(s => s.Spec.ProviderRef = null)));

        verdict.Violations.ShouldHaveSingleItem().ToString().ShouldBe($"spec.providerRef: Required value: names a MediaProvider; {why}");
    }

    [Fact]
    public async Task A_cache_that_is_behind_neither_warns_nor_refuses()
    {
        _cluster.Providers[0] = Provider(with: p => p.Spec.Aws!.DistributionId = null);
        var validation = await FreshAsync();
        _cluster.Providers[0] = Provider();
        _cluster.Providers.Add(Provider("new"));

        Silent(await validation.ReviewAsync(Create(Stream(s => s.Spec.Distribution.Live = true)), CancellationToken.None));
        Silent(await validation.ReviewAsync(Create(Stream(s => s.Spec.ProviderRef = new() { Name = "new" })), CancellationToken.None));
    }

    [Fact]
    public async Task The_API_server_is_not_asked_while_nothing_is_wrong()
    {
        _cluster.Failure = HttpStatusCode.Forbidden;

        Silent(await JudgeAsync(Create(Stream())));
        await Should.ThrowAsync<ApiException>(() => JudgeAsync(Create(Stream(s => s.Spec.ProviderRef = new() { Name = "nowhere" }))));
    }

    [Fact]
    public async Task A_provider_that_is_not_there_yet_is_waited_for() =>
        (await JudgeAsync(Create(Stream(s => s.Spec.ProviderRef = new() { Name = "later" })))).ShouldSatisfyAllConditions(
            v => v.IsAllowed.ShouldBeTrue(),
            v => v.Warnings.ShouldHaveSingleItem().ShouldStartWith("spec.providerRef.name: Not found: \"later\": "));

    [Fact]
    public async Task A_receiving_stream_is_deleted_only_without_its_guard()
    {
        var guarded = OnAir(Stream(s => s.Spec.OnAirGuard = true), LiveStreamConditions.Receiving);

        (await JudgeAsync(Delete(guarded))).Forbidden.ShouldBe(
            "LiveStream \"demo\" is receiving video, and spec.onAirGuard is true. Set spec.state: Stopped to end the show, or spec.onAirGuard: false to delete it on air.");
        var unguarded = await JudgeAsync(Delete(guarded.With(s => s.OnAirGuard = false)));
        unguarded.Forbidden.ShouldBeNull();
        unguarded.Warnings.ShouldBe(["LiveStream \"demo\" is on air and receiving video: its deletion stops the channel and ends the show"]);
        (await JudgeAsync(Delete(OnAir(guarded.With(_ => { }))))).Forbidden.ShouldBeNull();
    }

    [Fact]
    public async Task A_word_of_a_newer_release_is_refused_in_the_spec_and_accepted_in_the_status()
    {
        var newer = Reviews.Json("""{"metadata":{"name":"demo"},"spec":{"deletionPolicy":"Archive"},"status":{"schedule":{"state":"Asleep"}}}""");
        var known = Reviews.Json("""{"metadata":{"name":"demo"},"spec":{"deletionPolicy":"Retain"},"status":{"schedule":{"state":"Asleep"}}}""");

        (await JudgeAsync(Request("CREATE", newer, default))).Violations.ShouldHaveSingleItem().ToString()
            .ShouldBe("spec.deletionPolicy: Invalid value: \"Archive\": must be one of Delete, Retain");
        (await JudgeAsync(Request("UPDATE", known, newer))).Violations.ShouldNotContain(v => v.Field.StartsWith("status", StringComparison.Ordinal) || v.Field == "spec.deletionPolicy");
        (await JudgeAsync(Request("DELETE", default, newer))).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_paused_stream_with_a_session_is_guarded_too()
    {
        var paused = OnAir(Stream(s => s.Spec.OnAirGuard = true));
        paused.Status!.Run = new() { State = RunState.Running, Reason = RunReason.Paused };

        (await JudgeAsync(Delete(paused))).Forbidden.ShouldBe(
            "LiveStream \"demo\" is paused and may be receiving video, and spec.onAirGuard is true. "
            + "Remove the annotation onair.dev/paused, or set spec.onAirGuard: false to delete it on air.");
    }

    [Fact]
    public async Task A_value_that_no_program_can_read_is_refused_with_its_field()
    {
        var stream = Reviews.Json("""{"metadata":{"name":"demo"},"spec":{"schedule":[{"start":"2016-12-31T23:59:60Z","stop":"2017-01-01T01:00:00Z"}]}}""");

        (await JudgeAsync(Request("CREATE", stream, default))).Violations.ShouldHaveSingleItem().ToString()
            .ShouldBe("spec.schedule[0].start: Invalid value: \"2016-12-31T23:59:60Z\": must be an RFC 3339 time, e.g. 2027-05-04T09:00:00Z");
        (await JudgeAsync(Request("UPDATE", stream, stream))).Warnings.ShouldHaveSingleItem().ShouldContain("must be an RFC 3339 time");
        (await JudgeAsync(Request("UPDATE", Reviews.Json(Stream()), stream))).IsAllowed.ShouldBeTrue();
        (await JudgeAsync(Request("DELETE", default, stream))).IsAllowed.ShouldBeTrue();
    }

    private static void Silent(Verdict verdict)
    {
        verdict.Violations.ShouldBeEmpty();
        verdict.Forbidden.ShouldBeNull();
        verdict.Warnings.ShouldBeEmpty();
    }

    private Task<Verdict> JudgeAsync(AdmissionRequest request) => _validation.ReviewAsync(request, CancellationToken.None);

    /// <summary>With a cache of what is there now.</summary>
    private async Task<LiveStreamValidation> FreshAsync() => new((await _cluster.StartAsync()).Providers, new FakeTime());
}
