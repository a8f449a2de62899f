using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Tests.Unit.Api.LiveStreams;

/// <summary>Each rule names the field, the value and what must hold.</summary>
public sealed class LiveStreamRulesTests
{
    private static readonly RenditionSpec Rendition = new() { Width = 640, Height = 360, Bitrate = 800_000 };

    public static TheoryData<LiveStreamSpec, string> Violations => new()
    {
        {
            new() { Encoder = new() { Renditions = [Rendition, Rendition with { AudioBitrate = 64_000 }] } },
            "spec.encoder.renditions[1]: Invalid value: \"640x360 at 800000 bit/s\": renditions must differ in width, height or bitrate"
        },
        {
            new() { Encoder = new() { Renditions = [Rendition, Rendition with { Bitrate = 400_000, FrameRate = 25 }] } },
            "spec.encoder.renditions[1].frameRate: Invalid value: \"25\": must be the same in all renditions, so that players can switch between them"
        },
        {
            new() { Packaging = new() { SegmentSeconds = 6, PlaylistWindowSeconds = 12 } },
            "spec.packaging.playlistWindowSeconds: Invalid value: \"12\": must be at least three segments, 18 s"
        },
        {
            new() { Packaging = new() { StartoverWindowSeconds = 30 } },
            "spec.packaging.startoverWindowSeconds: Invalid value: \"30\": must be 0 or at least playlistWindowSeconds, 60 s"
        },
        {
            new() { Packaging = new() { Encryption = new() { Speke = new() { Url = "https://me:secret@keys.example.com:https/speke" } } } },
            "spec.packaging.encryption.speke.url: Invalid value: \"https://***@keys.example.com:https/speke\": must be an absolute http or https URL"
        },
        {
            new() { Archive = new() { Path = "s3://b/{uid}" } },
            "spec.archive.path: Invalid value: \"s3://b/{uid}\": must contain {unix}, so that sessions do not overwrite each other"
        },
        {
            new() { Archive = new() { Path = "s3://b/{uid}-{unix}-{hour}" } },
            "spec.archive.path: Invalid value: \"s3://b/{uid}-{unix}-{hour}\": must use only these placeholders: {bucket} {yyyy} {MM} {dd} {unix} {uid} {namespace} {name}"
        },
        {
            new() { Archive = new() { Path = "s3://b/conf/{yyyy}{MM}{dd}-{unix}" } },
            "spec.archive.path: Invalid value: \"s3://b/conf/{yyyy}{MM}{dd}-{unix}\": must contain {uid}, or {namespace} and {name}, so that streams do not overwrite each other"
        },
        {
            new() { Archive = new() { Path = "s3://b/{namespace}/{unix}" } },
            "spec.archive.path: Invalid value: \"s3://b/{namespace}/{unix}\": must contain {uid}, or {namespace} and {name}, so that streams do not overwrite each other"
        },
        {
            new() { Schedule = [Window(10, 9)] },
            "spec.schedule[0].stop: Invalid value: \"2026-01-01T09:00:00Z\": must be after start, 2026-01-01T10:00:00Z"
        },
        {
            new() { Schedule = [Window(10, 12), Window(8, 11)] },
            "spec.schedule[0].start: Invalid value: \"2026-01-01T10:00:00Z\": must not overlap spec.schedule[1], which ends 2026-01-01T11:00:00Z"
        },
        {
            new() { Input = new() { Sources = [new() { Url = "rtmp://h/a/s" }] } },
            "spec.input.sources: Invalid value: \"1 sources\": are only for RtmpPull and UrlPull; an RtmpPush input has no sources"
        },
        {
            new() { Input = new() { Type = InputType.UrlPull } },
            "spec.input.sources: Invalid value: \"0 sources\": UrlPull with redundancy Single needs exactly one source"
        },
        {
            new() { Input = new() { Type = InputType.UrlPull, Redundancy = InputRedundancy.Standard, Sources = [new() { Url = "https://h/a.m3u8" }] } },
            "spec.input.sources: Invalid value: \"1 sources\": UrlPull with redundancy Standard needs two sources, one for each pipeline"
        },
        {
            new() { Input = new() { Type = InputType.RtmpPull, Sources = [new() { Url = "https://h/a.m3u8" }] } },
            "spec.input.sources[0].url: Invalid value: \"https://h/a.m3u8\": must be an absolute rtmp or rtmps URL for RtmpPull"
        },
        {
            new() { Input = new() { Type = InputType.RtmpPull, Sources = [new() { Url = "rtmp://me:hunter2@h/a/s" }] } },
            "spec.input.sources[0].url: Invalid value: \"rtmp://***@h/a/s\": must not contain a user name or password: use credentialsSecretRef"
        },
        {
            new() { Input = new() { Type = InputType.RtmpPull, Sources = [new() { Url = "rtmp://h/a/s" }], StreamKeySecretRef = new() { Name = "key" } } },
            "spec.input.streamKeySecretRef: Invalid value: \"key\": is only for RtmpPush; RtmpPull has no stream key"
        },
        {
            new() { CostGuard = new() { MaxRunDuration = "0h" } },
            "spec.costGuard.maxRunDuration: Invalid value: \"0h\": must be longer than zero"
        },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public void A_violation_names_field_value_and_rule(LiveStreamSpec spec, string message) =>
        Check(spec).ShouldHaveSingleItem().ToString().ShouldBe(message);

    [Fact]
    public void The_defaults_break_no_rule() => Check(new()).ShouldBeEmpty();

    [Fact]
    public void Windows_in_the_past_break_no_rule() => Check(new() { Schedule = [Window(1, 2)] }).ShouldBeEmpty();

    [Fact]
    public void Windows_that_touch_do_not_overlap() => Check(new() { Schedule = [Window(8, 9), Window(9, 10)] }).ShouldBeEmpty();

    [Fact]
    public void All_violations_are_told_at_once() =>
        Check(new() { Packaging = new() { StartoverWindowSeconds = 1 }, Archive = new() { Path = "s3://b/{uid}" } }).Count.ShouldBe(2);

    [Fact]
    public void A_stream_that_names_no_provider_is_told_how_one_becomes_the_default() =>
        LiveStreamRules.Check(new(new())).ShouldHaveSingleItem().ToString().ShouldBe(
            "spec.providerRef: Required value: must name a MediaProvider; the admission webhook fills in the one with the annotation "
            + "onair.dev/is-default-provider: \"true\"");

    public static TheoryData<LiveStreamSpec, MediaProviderSpec, string> BeyondTheProvider => new()
    {
        {
            new() { Encoder = new() { Renditions = [Rendition with { Height = 1080 }] } }, Limits(new() { MaxHeight = 720 }),
            "spec.encoder.renditions[0].height: Invalid value: \"1080\": must be at most 720, spec.streamLimits.maxHeight of MediaProvider \"p\""
        },
        {
            new() { Encoder = new() { Renditions = [Rendition] } }, Limits(new() { MaxBitrate = 500_000 }),
            "spec.encoder.renditions[0].bitrate: Invalid value: \"800000\": must be at most 500000, spec.streamLimits.maxBitrate of MediaProvider \"p\""
        },
        {
            new(), Limits(new() { MaxRunDuration = "8h" }),
            "spec.costGuard.maxRunDuration: Required value: must be at most 8h, spec.streamLimits.maxRunDuration of MediaProvider \"p\""
        },
        {
            new() { CostGuard = new() { MaxRunDuration = "481m" } }, Limits(new() { MaxRunDuration = "8h" }),
            "spec.costGuard.maxRunDuration: Invalid value: \"481m\": must be at most 8h, spec.streamLimits.maxRunDuration of MediaProvider \"p\""
        },
        {
            new() { Distribution = new() { Live = true } }, new() { Aws = new() },
            "spec.distribution.live: Invalid value: \"true\": requires spec.aws.distributionId in MediaProvider \"p\""
        },
        {
            new() { Input = new() { Type = InputType.UrlPull, Sources = [new() { Url = "http://10.0.0.8/a.m3u8" }] } }, new() { Aws = new() },
            "spec.input.sources[0].url: Invalid value: \"http://10.0.0.8/a.m3u8\": 10.0.0.8 is private (RFC 1918); "
            + "spec.aws.allowedSourceCidrs of MediaProvider \"p\" can allow private addresses"
        },
    };

    [Theory]
    [MemberData(nameof(BeyondTheProvider))]
    public void A_provider_limit_names_the_fields_of_stream_and_provider(LiveStreamSpec spec, MediaProviderSpec provider, string message)
    {
        spec.ProviderRef = new() { Name = "p" };

        LiveStreamRules.Check(new(spec) { Provider = provider }).ShouldHaveSingleItem().ToString().ShouldBe(message);
        LiveStreamRules.Check(new(spec)).ShouldBeEmpty("a provider that is not known sets no rule");
    }

    [Fact]
    public void Fields_of_existing_resources_are_immutable()
    {
        var spec = new LiveStreamSpec { ProviderRef = new() { Name = "b" }, Input = new() { Redundancy = InputRedundancy.Standard } };
        var recorded = new LiveStreamStatus
        {
            Resources = new() { Provider = "a", Input = new() { Type = InputType.RtmpPush, Redundancy = InputRedundancy.Single } },
        };

        LiveStreamRules.Check(new(spec) { Recorded = recorded }).Select(v => v.ToString()).ShouldBe(
        [
            "spec.providerRef.name: Invalid value: \"b\": cannot be changed while the stream has resources in MediaProvider \"a\"; delete the LiveStream to move it",
            "spec.input.redundancy: Invalid value: \"Standard\": cannot be changed from Single; create another LiveStream",
        ]);
        LiveStreamRules.Check(new(spec)).ShouldBeEmpty("nothing exists yet");
    }

    [Theory]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("channel", "must be valid JSON")]
    [InlineData("""{"channel":"1"}""", "contains the unknown name \"channel\"")]
    [InlineData("""{"channelId":1}""", "must have a string for \"channelId\"")]
    public void The_annotation_that_adopts_is_checked_too(string annotation, string rule) =>
        LiveStreamRules.Check(new(new() { ProviderRef = new() { Name = "p" } }) { Adopt = annotation }).ShouldHaveSingleItem().ToString().ShouldBe(
            $"metadata.annotations[onair.dev/adopt]: Invalid value: \"{annotation}\": {rule}; "
            + "valid names are inputSecurityGroupId, inputId, packageChannelId, packageEndpointId, channelId");

    [Theory]
    [InlineData("s3://b/{uid}/{unix}")]
    [InlineData("s3://b/{namespace}/{name}/{unix}")]
    public void A_path_that_only_one_stream_has_is_valid(string path) => Check(new() { Archive = new() { Path = path } }).ShouldBeEmpty();

    [Theory]
    [InlineData("p", 0, 1)]
    [InlineData(null, 1, 0)]
    public void A_path_of_all_streams_blocks_a_new_stream_and_is_reported_of_one_that_has_resources(string? provider, int blocking, int spared)
    {
        var stream = new LiveStreamCase(new() { ProviderRef = new() { Name = "p" }, Archive = new() { Path = "s3://b/{unix}" } })
        {
            Recorded = new() { Resources = new() { Provider = provider } },
        };

        LiveStreamRules.Check(stream).Count.ShouldBe(1);
        (LiveStreamRules.Blocking(stream).Count, LiveStreamRules.Spared(stream).Count).ShouldBe((blocking, spared));
    }

    private static IReadOnlyList<Violation> Check(LiveStreamSpec spec)
    {
        spec.ProviderRef = new() { Name = "p" };
        return LiveStreamRules.Check(new(spec));
    }

    private static MediaProviderSpec Limits(StreamLimitsSpec limits) => new() { Aws = new(), StreamLimits = limits };

    private static ScheduleWindow Window(int start, int stop) => new() { Start = At(start), Stop = At(stop) };

    private static DateTimeOffset At(int hour) => new(2026, 1, 1, hour, 0, 0, TimeSpan.Zero);
}
