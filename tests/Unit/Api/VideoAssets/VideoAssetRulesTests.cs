using Onair.Api.ArchiveSplits;
using Onair.Api.MediaProviders;
using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;

namespace Onair.Tests.Unit.Api.VideoAssets;

/// <summary>Each rule names the field, the value and what must hold.</summary>
public sealed class VideoAssetRulesTests
{
    private const string WayOut = "; create another VideoAsset";

    public static TheoryData<Action<VideoSourceSpec>, string[]> Sources => new()
    {
        { s => s.DirectUpload = new(), [] },
        { s => s.Url = "https://media.example.com/talk.mp4?signature=1", [] },
        { s => s.ArchiveSplitRef = new() { Name = "talks" }, [] },
        { _ => { }, ["spec.source: Required value: must have exactly one of directUpload, url and archiveSplitRef"] },
        {
            s => (s.DirectUpload, s.ArchiveSplitRef) = (new(), new() { Name = "talks" }),
            ["spec.source: Invalid value: \"directUpload, archiveSplitRef\": must have exactly one of directUpload, url and archiveSplitRef"]
        },
        { s => s.Url = "https://media.example.com:port/talk.mp4", [Url("https://media.example.com:port/talk.mp4", "must be an absolute http or https URL")] },
        { s => s.Url = "ftp://media.example.com/talk.mp4", [Url("ftp://media.example.com/talk.mp4", "must be an absolute http or https URL")] },
        {
            s => s.Url = "https://jane:pass@media.example.com/talk.mp4",
            [Url("https://***@media.example.com/talk.mp4", "must not contain a user name or password: use a signed URL")]
        },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_video_comes_from_exactly_one_place(Action<VideoSourceSpec> source, string[] violations) =>
        Told(Asset(s => source(s.Source = new()))).ShouldBe(violations);

    [Theory]
    [InlineData("http://10.0.0.7/talk.mp4", "10.0.0.7")]
    [InlineData("http://169.254.169.254/latest/meta-data", "169.254.169.254")]
    [InlineData("http://0x7f000001/talk.mp4", "0x7f000001")]
    [InlineData("http://localhost/talk.mp4", "localhost")]
    [InlineData("http://onair-emulator.onair-system.svc.cluster.local:8080/talk.mp4", "cluster.local")]
    public void A_URL_is_public_unless_the_provider_allows_more(string url, string named)
    {
        var asset = Asset(s => s.Source = new() { Url = url });

        var told = Told(asset, Provider()).ShouldHaveSingleItem();
        told.ShouldStartWith($"spec.source.url: Invalid value: \"{url}\": ");
        told.ShouldContain(named);
        told.ShouldEndWith("; spec.video.allowedSourceCidrs of MediaProvider \"mux\" can allow private addresses");
        Told(asset, Provider(v => v.AllowedSourceCidrs = ["10.0.0.0/8"])).ShouldBe(url.Contains("10.0.0.7") || url.Contains("svc") ? [] : [told]);
        Told(asset).ShouldBeEmpty("the provider is not known yet");
    }

    public static TheoryData<Action<VideoAssetSpec>, Action<VideoSpec>, string[]> Services => new()
    {
        { _ => { }, v => v.Actions = Map(), [] },
        { _ => { }, v => v.Actions = Map(m => m.CreateUpload = null), [Action("directUpload", "createUpload")] },
        { s => s.Source = new() { Url = "https://a.example/b" }, v => v.Actions = Map(m => m.CreateAsset = null), [Action("url", "createAsset")] },
        { s => s.Source = new() { ArchiveSplitRef = new() { Name = "talks" } }, v => v.Actions = Map(m => m.CreateAsset = null), [Action("archiveSplitRef", "createAsset")] },
        { s => s.Source = new() { Url = "https://a.example/b" }, v => v.Actions = Map(m => m.CreateUpload = null), [] },
        { s => s.PlaybackPolicy = PlaybackPolicy.Signed, v => v.SigningKeySecretRef = new() { Namespace = "onair-system", Name = "key" }, [] },
        { s => s.PlaybackPolicy = PlaybackPolicy.Signed, _ => { }, [Signed("spec.video.signingKeySecretRef")] },
        {
            s => s.PlaybackPolicy = PlaybackPolicy.Signed, v => (v.SigningKeySecretRef, v.Actions) = (new(), Map(m => m.Playback.SignedUrl = null)),
            [Signed("spec.video.actions.playback.signedUrl")]
        },
    };

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_must_have_what_is_asked_of_it(Action<VideoAssetSpec> with, Action<VideoSpec> video, string[] violations) =>
        Told(Asset(with), Provider(video)).ShouldBe(violations);

    [Fact]
    public void A_provider_must_have_a_video_service() =>
        Told(Asset(), new MediaProvider { Spec = new() { Aws = new() } }).ShouldBe(["spec.providerRef.name: Invalid value: \"mux\": must be a MediaProvider with spec.video"]);

    [Fact]
    public void A_section_is_one_of_the_split()
    {
        var asset = Asset(s => s.Source = new() { ArchiveSplitRef = new() { Name = "talks", Section = 2 } });
        var split = new ArchiveSplit { Spec = new() { Sections = [new(), new()] } };

        Told(asset, Provider(), split).ShouldBe(
            ["spec.source.archiveSplitRef.section: Invalid value: \"2\": must be the index of a section of ArchiveSplit \"talks\", 0 to 1"]);
        Told(asset, Provider()).ShouldBeEmpty("it is not known yet");
    }

    public static TheoryData<ChapterSpec[], double?, string[]> Chapters => new()
    {
        { [Chapter(0, 10), Chapter(10), Chapter(20, 30)], 30, [] },
        { [Chapter(0), Chapter(0.5)], null, [] },
        { [Chapter(10, 10)], null, ["spec.chapters[0].endSeconds: Invalid value: \"10\": must be after startSeconds, 10"] },
        { [Chapter(10), Chapter(10)], null, ["spec.chapters[1].startSeconds: Invalid value: \"10\": must be after the start of the previous chapter, 10"] },
        { [Chapter(10), Chapter(9.5)], null, ["spec.chapters[1].startSeconds: Invalid value: \"9.5\": must be after the start of the previous chapter, 10"] },
        { [Chapter(0, 10.5), Chapter(10)], null, ["spec.chapters[1].startSeconds: Invalid value: \"10\": must not be before the end of the previous chapter, 10.5"] },
        { [Chapter(0), Chapter(30)], 30, ["spec.chapters[1].startSeconds: Invalid value: \"30\": must be before the end of the video, which is 30 s long"] },
        { [Chapter(0, 30.1)], 30, ["spec.chapters[0].endSeconds: Invalid value: \"30.1\": must be within the video, which is 30 s long"] },
        {
            [Chapter(40, 35)], 30,
            [
                "spec.chapters[0].endSeconds: Invalid value: \"35\": must be after startSeconds, 40",
                "spec.chapters[0].startSeconds: Invalid value: \"40\": must be before the end of the video, which is 30 s long",
                "spec.chapters[0].endSeconds: Invalid value: \"35\": must be within the video, which is 30 s long",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Chapters))]
    public void Chapters_are_in_order_without_overlap_and_within_the_video(ChapterSpec[] chapters, double? duration, string[] violations) =>
        Told(Asset(s => s.Chapters = chapters).With(new() { Media = new() { DurationSeconds = duration } })).ShouldBe(violations);

    [Theory]
    [InlineData(12.5, null, null)]
    [InlineData(12.5, 12.5, null)]
    [InlineData(12.5, 12.25, "spec.thumbnail.timeSeconds: Invalid value: \"12.5\": must be within the video, which is 12.25 s long")]
    public void A_thumbnail_is_of_a_moment_in_the_video(double time, double? duration, string? violation) =>
        Told(Asset(s => s.Thumbnail.TimeSeconds = time).With(new() { Media = new() { DurationSeconds = duration } })).ShouldBe(violation is null ? [] : [violation]);

    [Fact]
    public void Metadata_have_bounds()
    {
        Told(Metadata([.. Enumerable.Range(0, 64).Select(i => ($"n{i}", new string('v', 1024)))])).ShouldBeEmpty();
        Told(Metadata([.. Enumerable.Range(0, 65).Select(i => ($"n{i}", ""))])).ShouldBe(["spec.metadata: Invalid value: \"65 entries\": must have at most 64"]);
        Told(Metadata((new('n', 63), ""), (new('m', 64), ""), ("", ""))).ShouldBe(
        [
            "spec.metadata: Invalid value: \"\": names must have 1 to 63 characters; this one has 0",
            $"spec.metadata: Invalid value: \"{new string('m', 62)}…\": names must have 1 to 63 characters; this one has 64",
        ]);
        Told(Metadata(("speaker", new('v', 1025)))).ShouldBe([$"spec.metadata[speaker]: Invalid value: \"{new string('v', 62)}…\": must have at most 1024 characters; it has 1025"]);
    }

    [Fact]
    public void Secrets_differ_and_have_names_that_Kubernetes_takes()
    {
        var signed = Provider(v => v.SigningKeySecretRef = new());
        var asset = Asset(s => (s.PlaybackPolicy, s.SignedPlayback.SecretName) = (PlaybackPolicy.Signed, "talk-upload"));
        Told(asset, signed).ShouldBe(["spec.signedPlayback.secretName: Invalid value: \"talk-upload\": must differ from the Secret of the upload"]);
        Told(Asset(s => s.SignedPlayback.SecretName = "talk-upload"), signed).ShouldBeEmpty("a public asset has no such Secret");

        var named = Asset(s => s.PlaybackPolicy = PlaybackPolicy.Signed);
        named.Metadata.Name = new('a', 250);
        Told(named, signed).ShouldBe(
        [
            "spec.source.directUpload.secretName: Required value: set it: the default, the VideoAsset's name with -upload, has more than 253 characters",
            "spec.signedPlayback.secretName: Required value: set it: the default, the VideoAsset's name with -playback, has more than 253 characters",
        ]);
        (named.Spec.Source.DirectUpload!.SecretName, named.Spec.SignedPlayback.SecretName) = ("upload", "playback");
        Told(named, signed).ShouldBeEmpty();
    }

    public static TheoryData<Action<VideoAssetSpec>, Action<VideoAssetSpec>, string[]> Edits => new()
    {
        { _ => { }, s => s.Source.DirectUpload = new() { CorsOrigin = "*", TimeoutSeconds = 60 }, [] },
        { _ => { }, s => s.Source.DirectUpload = new() { SecretName = "talk-upload" }, [] },
        { _ => { }, s => (s.Title, s.Chapters, s.Metadata) = ("Talk", [Chapter(0)], new Dictionary<string, string> { ["a"] = "b" }), [] },
        { _ => { }, s => s.ProviderRef.Name = "other", [$"spec.providerRef.name: Invalid value: \"other\": cannot be changed from mux{WayOut}"] },
        { _ => { }, s => s.Source = new() { Url = "https://a.example/b" }, [$"spec.source: Invalid value: \"url\": cannot be changed from directUpload{WayOut}"] },
        { _ => { }, s => s.Source.DirectUpload = new() { SecretName = "mine" }, [$"spec.source.directUpload.secretName: Invalid value: \"mine\": cannot be changed from talk-upload{WayOut}"] },
        { _ => { }, s => s.PlaybackPolicy = PlaybackPolicy.Signed, [$"spec.playbackPolicy: Invalid value: \"Signed\": cannot be changed from Public{WayOut}"] },
        {
            s => s.Source = new() { Url = "https://a.example/b?token=1" }, s => s.Source = new() { Url = "https://a.example/c" },
            [$"spec.source.url: Invalid value: \"https://a.example/c\": cannot be changed{WayOut}"]
        },
        {
            s => s.Source = new() { ArchiveSplitRef = new() { Name = "talks" } }, s => s.Source = new() { ArchiveSplitRef = new() { Name = "talks", Section = 1 } },
            [$"spec.source.archiveSplitRef: Invalid value: \"section 1 of talks\": cannot be changed from section 0 of talks{WayOut}"]
        },
        { s => s.Source = new(), _ => { }, [] },
        { s => s.Source.Url = "https://a.example/b", _ => { }, [] },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void The_source_of_a_created_asset_is_immutable(Action<VideoAssetSpec> before, Action<VideoAssetSpec> after, string[] violations) =>
        Told(Asset(after).Case(null, null) with { Before = Asset(before).Spec }).ShouldBe(violations);

    [Fact]
    public void The_recorded_provider_takes_precedence_over_the_stored_spec()
    {
        var made = new VideoAssetStatus { Provider = "mux" };

        Told(Asset(s => s.ProviderRef.Name = "other").With(made)).ShouldBe([$"spec.providerRef.name: Invalid value: \"other\": cannot be changed from mux{WayOut}"]);
        Told(Asset().With(made).Case(null, null) with { Before = Asset(s => s.ProviderRef.Name = "other").Spec }).ShouldBeEmpty("the way back");
    }

    [Fact]
    public void Every_rule_has_a_field_and_a_sentence() =>
        VideoAssetRules.Table.ShouldAllBe(r => r.Field.StartsWith("spec.", StringComparison.Ordinal) && r.Description.EndsWith('.'));

    private static string[] Told(VideoAssetCase asset) => [.. VideoAssetRules.Check(asset).Select(v => $"{v}")];

    private static string[] Told(VideoAsset asset, MediaProvider? provider = null, ArchiveSplit? split = null) => Told(asset.Case(provider, split));

    private static VideoAsset Asset(Action<VideoAssetSpec>? with = null)
    {
        var asset = new VideoAsset
        {
            Metadata = new() { NamespaceProperty = "media", Name = "talk", Uid = "1" },
            Spec = new() { ProviderRef = new() { Name = "mux" }, Source = new() { DirectUpload = new() } },
        };
        with?.Invoke(asset.Spec);
        return asset;
    }

    private static VideoAsset Metadata(params (string Name, string Value)[] entries) => Asset(s => s.Metadata = entries.ToDictionary(e => e.Name, e => e.Value));

    private static MediaProvider Provider(Action<VideoSpec>? with = null)
    {
        var video = new VideoSpec();
        with?.Invoke(video);
        return new() { Metadata = new() { Name = "mux" }, Spec = new() { Video = video } };
    }

    private static VideoActionsSpec Map(Action<VideoActionsSpec>? with = null)
    {
        var map = new VideoActionsSpec { CreateUpload = new(), GetUpload = new(), CreateAsset = new(), Playback = new() { Url = "u", SignedUrl = "s" } };
        with?.Invoke(map);
        return map;
    }

    private static ChapterSpec Chapter(double start, double? end = null) => new() { StartSeconds = start, EndSeconds = end, Title = "Chapter" };

    private static string Url(string url, string rule) => $"spec.source.url: Invalid value: \"{url}\": {rule}";

    private static string Action(string source, string action) =>
        $"spec.source: Invalid value: \"{source}\": requires spec.video.actions.{action} in MediaProvider \"mux\"";

    private static string Signed(string field) => $"spec.playbackPolicy: Invalid value: \"Signed\": requires {field} in MediaProvider \"mux\"";
}
