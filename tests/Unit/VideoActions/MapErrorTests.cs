using Onair.Api.MediaProviders.Video;

namespace Onair.Tests.Unit.VideoActions;

/// <summary>Whatever is wrong with a map is told with the field, what it says, and the rule.</summary>
public sealed class MapErrorTests
{
    public static TheoryData<string, string, string> Urls => new()
    {
        { "{{variables.host}}/{{asset.id}}", "variables.host", "is not among spec.video.variables (a, api)" },
        { "https://x.example.com/{{asset.name}}", "asset.name", "is not known here; known are asset.id, variables.*" },
        { "https://x.example.com/{{upload.id}}", "upload.id", "is not known here; known are asset.id, variables.*" },
        { "https://x.example.com/{{playback.token}}", "playback.token", "is not known here; known are asset.id, variables.*" },
        { "https://x.example.com/?key={{credentials.key}}", "credentials.key", "must not be here: URLs are logged, and what viewers get is public" },
        { "https://x.example.com/{{asset.id", "{{asset.id", "must end with }}" },
        { "https://x.example.com/{{{asset.id}}}", "{{{asset.id}}", "must not begin with {{{: values are written as their place needs it; put a space after a { of JSON" },
        { "https://x.example.com/{{> file}}", "{{> file}}", "must be a variable, {{json x}}, {{urlEncode x}}, {{base64 a \":\" b}}, {{#if x}} or {{#unless x}}" },
        { "https://x.example.com/{{#each asset}}{{/each}}", "{{#each asset}}", "must be a variable, {{json x}}, {{urlEncode x}}, {{base64 a \":\" b}}, {{#if x}} or {{#unless x}}" },
        { "https://x.example.com/{{lookup asset id}}", "{{lookup asset id}}", "must be a variable, {{json x}}, {{urlEncode x}}, {{base64 a \":\" b}}, {{#if x}} or {{#unless x}}" },
        { "https://x.example.com/{{../asset.id}}", "{{../asset.id}}", "must be a variable, {{json x}}, {{urlEncode x}}, {{base64 a \":\" b}}, {{#if x}} or {{#unless x}}" },
        { "https://x.example.com/{{urlEncode}}", "{{urlEncode}}", "needs what it is to write" },
        { "https://x.example.com/{{urlEncode asset.id asset.id}}", "{{urlEncode asset.id asset.id}}", "takes one argument" },
        { "https://x.example.com/{{#if asset.id}}", "{{#if}}", "must end with {{/if}}" },
        { "https://x.example.com/{{/if}}", "{{/if}}", "ends what is not open" },
        { "https://x.example.com/{{#if asset.id}}{{else}}{{else}}{{/if}}", "{{else}}", "must be the only {{else}} of an {{#if}} or {{#unless}}" },
        { "https://x.example.com/\\{{asset.id}}", "\\{{asset.id}}", "must not stand after a \\" },
        { "ftp://x.example.com/{{asset.id}}", "ftp://x.example.com/{{asset.id}}", "must come out as an absolute http or https URL" },
        { "/videos/{{asset.id}}", "/videos/{{asset.id}}", "must come out as an absolute http or https URL" },
        { "https://{{asset.id}}.example.com/", "https://{{asset.id}}.example.com/", "must have a host that only variables.* make" },
        { "https://me:{{asset.id}}@x.example.com/", "https://me:{{asset.id}}@x.example.com/", "must not have a user: URLs are logged" },
        { "https://x.example.com/a/../{{asset.id}}", "https://x.example.com/a/../{{asset.id}}", "must not come out with . or .. in its path" },
        { "https://x.example.com/a/%2E%2e/{{asset.id}}", "https://x.example.com/a/%2E%2e/{{asset.id}}", "must not come out with . or .. in its path" },
        { "https://x.example.com/a b/{{asset.id}}", "https://x.example.com/a b/{{asset.id}}", "must come out as a URL; other characters are written with urlEncode" },
        { "https://x.example.com/\r\nX: y", "https://x.example.com/\r\nX: y", "must come out as a URL; other characters are written with urlEncode" },
        { "", "-", "must be a template" },
        { new string('x', 8193), "8193 characters", "must have at most 8192" },
        { string.Concat(Enumerable.Repeat("{{asset.id}}", 201)), "{{asset.id}}", "must be one of at most 200 tags" },
        { string.Concat(Enumerable.Repeat("{{#if asset.id}}", 9)), "{{#if asset.id}}", "must not be deeper than 8" },
    };

    [Theory]
    [MemberData(nameof(Urls))]
    public void A_URL_that_is_none_is_told(string url, string value, string rule) =>
        Maps.Errors(Maps.Small(a => a.GetAsset.Request.Url = url)).ShouldBe([$"spec.video.actions.getAsset.request.url: {value}: {rule}"]);

    [Theory]
    [InlineData("""{"a": {{resource.title}}}""")]
    [InlineData("""{"a": {{json token}}""")]
    [InlineData("""{"a": {{json token}}, }""")]
    [InlineData("""{{resource.title}}""")]
    public void A_body_that_does_not_come_out_as_JSON_is_told(string body) =>
        Maps.Errors(Maps.Small(a => a.CreateAsset!.Request.Body = body))
            .ShouldBe([$"spec.video.actions.createAsset.request.body: {body}: must come out as JSON, with and without what may be absent"]);

    public static TheoryData<string, string, string> Paths => new()
    {
        { "", "-", "must be a JSONPath" },
        { "$..a..b", "$..a..b", "must have .. once at most" },
        { "$.a[?(@.b == $.c)]", "$.a[?(@.b == $.c)]", "must have $ at its beginning alone" },
        { "$.a[", "$.a[", "must be a JSONPath: Path ended with open indexer." },
        { "$.a[?(@.b == ]", "$.a[?(@.b == ]", "must be a JSONPath: Unexpected character while parsing path query: ]" },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_path_that_is_none_is_told(string path, string value, string rule) =>
        Maps.Errors(Maps.Small(a => a.GetAsset.State = path)).ShouldBe([$"spec.video.actions.getAsset.state: {value}: {rule}"]);

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() => Maps.Errors(new()
    {
        CallbackSecretRef = new() { Key = "mux" },
        SigningKeySecretRef = new() { Namespace = "media", Name = "key" },
        Actions = new()
        {
            Headers = new Dictionary<string, string> { ["Host"] = "x", ["A B"] = "x", ["X"] = "{{asset.id}}", ["Y"] = "a\nb", ["Z"] = "" },
            CreateUpload = new() { Request = new() { Url = "{{x}}" }, Id = "$[", Url = "$.url" },
            GetAsset = new() { Request = new() { Body = "{}" }, State = "$.s", Media = new() { Tracks = new() { Type = "$.t" } } },
            Playback = new() { Url = "https://x.example.com/{{playback.id}}", Claims = new Dictionary<string, string> { ["aud"] = "v" } },
            Thumbnail = new() { Url = "https://x.example.com/{{thumbnail.depth}}", SignedUrl = "https://x.example.com/", Claims = new Dictionary<string, string> { ["exp"] = "1", ["k"] = "{{credentials.k}}" } },
        },
    }).ShouldBe(
    [
        "spec.video.actions.headers: Host: must not be set by a map",
        "spec.video.actions.headers: A B: must be names of headers",
        "spec.video.actions.headers[X]: asset.id: is not known here; known are variables.*, credentials.*",
        "spec.video.actions.headers[Y]: -: must come out as printable ASCII without line ends",
        "spec.video.actions.headers[Z]: -: must be a template",
        "spec.video.actions.createUpload.request.url: x: is not known here; known are token, upload.corsOrigin, upload.timeoutSeconds, resource.title, resource.description, resource.public, resource.signed, resource.namespace, resource.name, resource.metadata.*, variables.*",
        "spec.video.actions.getAsset.request.url: -: must be a template",
        "spec.video.actions.getAsset.request.body: -: must not be there: a GET has none",
        "spec.video.actions.deleteAsset.url: -: must be a template",
        "spec.video.actions.createUpload.id: $[: must be a JSONPath: Path ended with open indexer.",
        "spec.video.actions.getAsset.states: -: must have a word for Ready",
        "spec.video.actions.getAsset.media.tracks.items: -: must be a JSONPath",
        "spec.video.actions.playback.claims: -: must not be there without signedUrl",
        "spec.video.actions.thumbnail.url: thumbnail.depth: is not known here; known are playback.id, asset.id, thumbnail.timeSeconds, thumbnail.width, thumbnail.height, thumbnail.format, variables.*",
        "spec.video.actions.thumbnail.signedUrl: https://x.example.com/: must have {{playback.token}}",
        "spec.video.actions.thumbnail.claims: exp: must not be sub, exp or kid, which every token has",
        "spec.video.actions.thumbnail.claims: credentials.k: must not be here: URLs are logged, and what viewers get is public",
        "spec.video.actions.getUpload: -: must be there with createUpload: nobody would know of what was uploaded",
        "spec.video.callbackSecretRef: onair-callbacks: needs spec.video.actions.callback",
        "spec.video.signingKeySecretRef: media/key: needs spec.video.actions.playback.signedUrl",
    ]);

    [Fact]
    public void What_a_part_needs_is_told()
    {
        (VideoSpec Spec, string Error)[] cases =
        [
            (Maps.Small(a => a.CreateAsset = null), "spec.video.actions: -: must have createUpload, createAsset or both"),
            (Maps.Small(a => a.Callback = new() { Header = "X-Signature" }), "spec.video.actions.callback: -: must have uploadId, assetId or token: nobody could be told otherwise"),
            (Maps.Small(a => a.Callback = new() { Token = "$.t" }), "spec.video.actions.callback.header: -: must name the header with the signature"),
            (Maps.Small(a => a.Callback = new() { Token = "$.t", Scheme = CallbackScheme.StandardWebhooks, Header = "X" }), "spec.video.actions.callback.header: X: must not be there: StandardWebhooks has headers of its own"),
            (Maps.Mux(("quality", "basic")), "spec.video.variables: quality: must be one of api, stream, image, videoQuality, test, which Mux's map has"),
            (Maps.Mux(("api", "mux")), "spec.video.variables[api]: mux: must be an absolute http or https URL without a / at its end"),
            (Maps.Mux(("stream", "https://x.example.com/")), "spec.video.variables[stream]: https://x.example.com/: must be an absolute http or https URL without a / at its end"),
            (Maps.Mux(("test", "yes")), "spec.video.variables[test]: yes: must be true or false"),
            (Maps.Small() with { Variables = new Dictionary<string, string> { ["1st name"] = "x" } }, "spec.video.variables: 1st name: must have names of letters, digits, _ and -, which begin with a letter"),
            (Maps.Small() with { Variables = new Dictionary<string, string> { ["api"] = "two\nlines" } }, "spec.video.variables[api]: -: must be one line of at most 2048 characters"),
        ];
        foreach (var (spec, error) in cases) Maps.Errors(spec).ShouldBe([error]);
    }

    [Fact]
    public void A_map_may_be_small() => Maps.Errors(Maps.Small()).ShouldBeEmpty();
}
