using System.Net;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Api.VideoAssets;
using Onair.Webhook.Admission;
using Onair.Webhook.VideoAssets;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.VideoAssets;

public sealed class VideoAssetValidationTests : IAsyncLifetime
{
    private readonly FakeCluster _cluster = FakeCluster.Of(Mux());
    private VideoAssetValidation _validation = null!;

    public async Task InitializeAsync()
    {
        var (providers, client) = await _cluster.StartAsync();
        _validation = new(providers, client);
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task An_upload_is_created_without_a_word() => Silent(await JudgeAsync(Create(Asset())));

    [Fact]
    public async Task All_that_is_wrong_with_a_new_asset_is_told_at_once() =>
        (await JudgeAsync(Create(Asset(a =>
        {
            (a.Spec.Source, a.Spec.PlaybackPolicy) = (new() { Url = "http://10.0.0.1/a.mp4" }, PlaybackPolicy.Signed);
            a.Spec.Chapters = [new() { StartSeconds = 5, EndSeconds = 1, Title = "Welcome" }];
        })))).Violations.Select(v => v.Field).ShouldBe(["spec.source.url", "spec.playbackPolicy", "spec.chapters[0].endSeconds"]);

    [Fact]
    public async Task A_status_that_a_client_makes_up_is_not_judged() =>
        Silent(await JudgeAsync(Create(Asset(a => a.Spec.Thumbnail.TimeSeconds = 9).With(new VideoAssetStatus { Provider = "other", Media = new() { DurationSeconds = 1 } }))));

    public static TheoryData<string, Action<FakeClusterSetup>, Action<VideoAsset>, string[]> Creations => new()
    {
        {
            "no provider", c => c.Providers.Clear(), _ => { },
            ["spec.providerRef.name: Not found: \"mux\": the VideoAsset waits until a MediaProvider with that name exists"]
        },
        {
            "a provider that goes", c => c.Providers[0].Metadata.DeletionTimestamp = DateTime.UnixEpoch, _ => { },
            ["spec.providerRef.name: MediaProvider \"mux\" is being deleted"]
        },
        {
            "no callbacks", c => c.Providers[0].Spec.Video!.CallbackSecretRef = null, _ => { },
            ["MediaProvider \"mux\" has no spec.video.callbackSecretRef: changes of the video are noticed some seconds late"]
        },
        {
            "no split", _ => { }, Section,
            ["spec.source.archiveSplitRef.name: Not found: \"talks\": the VideoAsset waits until an ArchiveSplit with that name exists"]
        },
        { "a split", c => c.Splits.Add(Split(SplitSectionState.Waiting)), Section, [] },
        {
            "a section that failed", c => c.Splits.Add(Split(SplitSectionState.Failed)), Section,
            ["spec.source.archiveSplitRef.section: section 1 of ArchiveSplit \"talks\" has failed: the VideoAsset waits until it is cut"]
        },
        {
            "a new upload of a URL", _ => { }, a => (a.Spec.Source, a.Metadata.Annotations) = (new() { Url = "https://a.example/b" }, new Dictionary<string, string> { [Annotations.NewUpload] = "1" }),
            ["metadata.annotations[onair.dev/new-upload] has no effect: the VideoAsset has no direct upload"]
        },
    };

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task A_creation_is_told_what_to_expect(string name, Action<FakeClusterSetup> given, Action<VideoAsset> with, string[] warnings)
    {
        given(new(_cluster.Providers, _cluster.Splits));

        var verdict = await JudgeAsync(Create(Asset(with)));

        verdict.Violations.ShouldBeEmpty(name);
        verdict.Warnings.ShouldBe(warnings, name);
        verdict.Warnings.ShouldAllBe(w => w.Length <= Sentence.MaxLength);
    }

    [Theory]
    [InlineData(Annotations.NewUpload, VideoAssetState.Ready, "metadata.annotations[onair.dev/new-upload] has no effect: the video is uploaded and Ready")]
    [InlineData(Annotations.NewUpload, VideoAssetState.Preparing, "metadata.annotations[onair.dev/new-upload] has no effect: the video is uploaded and Preparing")]
    [InlineData(Annotations.NewUpload, VideoAssetState.Waiting, null)]
    [InlineData(Annotations.NewUpload, VideoAssetState.TimedOut, null)]
    [InlineData(Annotations.CancelUpload, VideoAssetState.Ready, "metadata.annotations[onair.dev/cancel-upload] has no effect: the video is uploaded and Ready")]
    [InlineData(Annotations.Retry, VideoAssetState.Errored, "metadata.annotations[onair.dev/retry] has no effect: a direct upload is restarted with onair.dev/new-upload")]
    public async Task An_annotation_without_effect_is_told_once(string annotation, VideoAssetState state, string? warning)
    {
        var before = Asset().With(new VideoAssetStatus { State = state, Provider = "mux" });
        var after = Asset(a => a.Metadata.Annotations = new Dictionary<string, string> { [annotation] = "2026-11-21" });

        (await JudgeAsync(Update(before, after))).Warnings.ShouldBe(warning is null ? [] : [warning]);
        Silent(await JudgeAsync(Update(after.With(before.Recorded), after)));
    }

    [Fact]
    public async Task Refuses_an_edit_of_an_immutable_field() =>
        (await JudgeAsync(Update(Asset(), Asset(a => a.Spec.PlaybackPolicy = PlaybackPolicy.Signed)))).Violations.Select(v => $"{v}").ShouldBe(
        [
            "spec.playbackPolicy: Invalid value: \"Signed\": cannot be changed from Public; create another VideoAsset",
            "spec.playbackPolicy: Invalid value: \"Signed\": requires spec.video.signingKeySecretRef in MediaProvider \"mux\"",
        ]);

    [Fact]
    public async Task Chapters_are_judged_by_the_duration_that_is_recorded()
    {
        var before = Asset().With(new VideoAssetStatus { Provider = "mux", Media = new() { DurationSeconds = 60 } });

        (await JudgeAsync(Update(before, Asset(a => a.Spec.Chapters = [new() { StartSeconds = 61, Title = "Beyond" }]))))
            .Violations.ShouldHaveSingleItem().Field.ShouldBe("spec.chapters[0].startSeconds");
    }

    [Fact]
    public async Task An_existing_violation_is_only_a_warning()
    {
        _cluster.Providers[0].Spec.Video = null;

        var verdict = await JudgeAsync(Update(Asset(), Asset(a => a.Spec.Title = "Talk")));

        verdict.IsAllowed.ShouldBeTrue();
        verdict.Warnings.ShouldBe(["spec.providerRef.name: Invalid value: \"mux\": must be a MediaProvider with spec.video; only its deletion is carried out until it is fixed"]);
    }

    [Fact]
    public async Task Writes_of_the_operator_and_deletions_need_no_lookups()
    {
        _cluster.Failure = HttpStatusCode.InternalServerError;
        var going = Asset(a => (a.Metadata.DeletionTimestamp, a.Spec.Source) = (DateTime.UnixEpoch, new()));

        Silent(await JudgeAsync(Update(Asset(), Asset(a => a.Metadata.Finalizers = [Annotations.Finalizer]))));
        Silent(await JudgeAsync(Update(Asset(), going)));
        Silent(await JudgeAsync(Request("DELETE", default, Reviews.Json(Asset()))));
    }

    [Fact]
    public async Task Fails_without_an_answer_of_the_API_server()
    {
        _cluster.Failure = HttpStatusCode.InternalServerError;

        await Should.ThrowAsync<Onair.Kubernetes.Client.ApiException>(() => JudgeAsync(Create(Asset())));
    }

    /// <summary>What a case may change of the cluster.</summary>
    public sealed record FakeClusterSetup(IList<MediaProvider> Providers, IList<ArchiveSplit> Splits);

    private static MediaProvider Mux() => Provider("mux", p =>
        (p.Spec.Aws, p.Spec.Video) = (null, new() { CredentialsSecretRef = new() { Namespace = "onair-system", Name = "mux" }, CallbackSecretRef = new() { Key = "mux" } }));

    private static void Section(VideoAsset asset) => asset.Spec.Source = new() { ArchiveSplitRef = new() { Name = "talks", Section = 1 } };

    private static ArchiveSplit Split(SplitSectionState state) => new()
    {
        Metadata = new() { Name = "talks", NamespaceProperty = "media" },
        Spec = new() { StreamRef = new() { Name = "demo" }, Sections = [Seconds(), Seconds()] },
        Status = new() { Sections = [new() { Position = 0 }, new() { Position = 1, State = state }] },
    };

    private static SplitSection Seconds() => new() { Start = SessionTime.Of(0), End = SessionTime.Of(60) };

    private static VideoAsset Asset(Action<VideoAsset>? with = null)
    {
        var asset = new VideoAsset
        {
            ApiVersion = "onair.dev/v1alpha1",
            Kind = "VideoAsset",
            Metadata = new() { Name = "talk", NamespaceProperty = "media", Uid = "uid-of-talk" },
            Spec = new() { ProviderRef = new() { Name = "mux" }, Source = new() { DirectUpload = new() } },
        };
        with?.Invoke(asset);
        return asset;
    }

    private static void Silent(Verdict verdict)
    {
        verdict.Violations.ShouldBeEmpty();
        verdict.Warnings.ShouldBeEmpty();
        verdict.IsAllowed.ShouldBeTrue();
    }

    private Task<Verdict> JudgeAsync(AdmissionRequest request) => _validation.ReviewAsync(request, CancellationToken.None);
}
