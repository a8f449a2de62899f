using Onair.Api.MediaProviders.Video;

namespace Onair.Tests.Unit.VideoActions;

/// <summary>Whatever is wrong with a map is told with the field, what it says, and the rule.</summary>
public sealed class MapErrorTests
{
    public static TheoryData<string, string, string> Urls => new()
    {
        { "{{variables.host}}/{{asset.id}}", "variables.host", "is not one of spec.video.variables (a, api)" },
        { "https://x.example.com/{{asset.name}}", "asset.name", "is unknown here; valid names are asset.id, variables.*" },
        { "https://x.example.com/{{upload.id}}", "upload.id", "is unknown here; valid names are asset.id, variables.*" },
        { "https://x.example.com/{{playback.token}}", "playback.token", "is unknown here; valid names are asset.id, variables.*" },
        { "https://x.example.com/?key={{credentials.key}}", "credentials.key", "must not be used here: URLs are logged, and viewers' URLs are public" },
        { "https://x.example.com/{{asset.id", "{{asset.id", "must end with }}" },
        { "https://x.example.com/{{{asset.id}}}", "{{{asset.id}}", "must not begin with {{{: values are escaped automatically; in JSON, put a space after the {" },
        { "https://x.example.com/{{> file}}", "{{> file}}", "must be a variable, {{json x}}, {{urlEncode x}}, {{base64 a \":\" b}}, {{#if x}} or {{#unless x}}" },
        { "https://x.example.com/{{#each asset}}{{/each}}", "{{#each asset}}", "must be a variable, {{json x}}, {{urlEncode x}}, {{base64 a \":\" b}}, {{#if x}} or {{#unless x}}" },
        { "https://x.example.com/{{lookup asset id}}", "{{lookup asset id}}", "must be a variable, {{json x}}, {{urlEncode x}}, {{base64 a \":\" b}}, {{#if x}} or {{#unless x}}" },
        { "https://x.example.com/{{../asset.id}}", "{{../asset.id}}", "must be a variable, {{json x}}, {{urlEncode x}}, {{base64 a \":\" b}}, {{#if x}} or {{#unless x}}" },
        { "https://x.example.com/{{urlEncode}}", "{{urlEncode}}", "requires an argument" },
        { "https://x.example.com/{{urlEncode asset.id asset.id}}", "{{urlEncode asset.id asset.id}}", "takes one argument" },
        { "https://x.example.com/{{#if asset.id}}", "{{#if}}", "must end with {{/if}}" },
        { "https://x.example.com/{{/if}}", "{{/if}}", "closes a block that is not open" },
        { "https://x.example.com/{{#if asset.id}}{{else}}{{else}}{{/if}}", "{{else}}", "must be the only {{else}} of an {{#if}} or {{#unless}}" },
        { "https://x.example.com/\\{{asset.id}}", "\\{{asset.id}}", "must not follow a \\" },
        { "ftp://x.example.com/{{asset.id}}", "ftp://x.example.com/{{asset.id}}", "must render an absolute http or https URL" },
        { "/videos/{{asset.id}}", "/videos/{{asset.id}}", "must render an absolute http or https URL" },
        { "https://{{asset.id}}.example.com/", "https://{{asset.id}}.example.com/", "must have a host that depends only on variables.*" },
        { "https://me:{{asset.id}}@x.example.com/", "https://me:{{asset.id}}@x.example.com/", "must not contain a user name, because URLs are logged" },
        { "https://x.example.com/a/../{{asset.id}}", "https://x.example.com/a/../{{asset.id}}", "must not render . or .. in its path" },
        { "https://x.example.com/a/%2E%2e/{{asset.id}}", "https://x.example.com/a/%2E%2e/{{asset.id}}", "must not render . or .. in its path" },
        { "https://x.example.com/a b/{{asset.id}}", "https://x.example.com/a b/{{asset.id}}", "must render a valid URL; use urlEncode for other characters" },
        { "https://x.example.com/\r\nX: y", "https://x.example.com/\r\nX: y", "must render a valid URL; use urlEncode for other characters" },
        { "", "-", "must be a template" },
        { new string('x', 8193), "8193 characters", "must have at most 8192" },
        { string.Concat(Enumerable.Repeat("{{asset.id}}", 201)), "{{asset.id}}", "must be one of at most 200 tags" },
        { string.Concat(Enumerable.Repeat("{{#if asset.id}}", 9)), "{{#if asset.id}}", "must not be nested more than 8 deep" },
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
            .ShouldBe([$"spec.video.actions.createAsset.request.body: {body}: must render JSON, with and without optional values"]);

    public static TheoryData<string, string, string> Paths => new()
    {
        { "", "-", "must be a JSONPath" },
        { "$..a..b", "$..a..b", "must contain .. at most once" },
        { "$.a[?(@.b == $.c)]", "$.a[?(@.b == $.c)]", "must contain $ only at its beginning" },
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
        "spec.video.actions.headers: Host: must not be set: the HTTP client sets it",
        "spec.video.actions.headers: A B: must be a valid header name",
        "spec.video.actions.headers[X]: asset.id: is unknown here; valid names are variables.*, credentials.*",
        "spec.video.actions.headers[Y]: -: must render printable ASCII without line breaks",
        "spec.video.actions.headers[Z]: -: must be a template",
        "spec.video.actions.createUpload.request.url: x: is unknown here; valid names are token, upload.corsOrigin, upload.timeoutSeconds, resource.title, resource.description, resource.public, resource.signed, resource.namespace, resource.name, resource.metadata.*, variables.*",
        "spec.video.actions.getAsset.request.url: -: must be a template",
        "spec.video.actions.getAsset.request.body: -: must be absent: a GET request has no body",
        "spec.video.actions.deleteAsset.url: -: must be a template",
        "spec.video.actions.createUpload.id: $[: must be a JSONPath: Path ended with open indexer.",
        "spec.video.actions.getAsset.states: -: must map at least one state to Ready",
        "spec.video.actions.getAsset.media.tracks.items: -: must be a JSONPath",
        "spec.video.actions.playback.claims: -: requires signedUrl",
        "spec.video.actions.thumbnail.url: thumbnail.depth: is unknown here; valid names are playback.id, asset.id, thumbnail.timeSeconds, thumbnail.width, thumbnail.height, thumbnail.format, variables.*",
        "spec.video.actions.thumbnail.signedUrl: https://x.example.com/: must contain {{playback.token}}",
        "spec.video.actions.thumbnail.claims: exp: must not be sub, exp or kid, which every token already has",
        "spec.video.actions.thumbnail.claims: credentials.k: must not be used here: URLs are logged, and viewers' URLs are public",
        "spec.video.actions.getUpload: -: is required with createUpload: without it, Onair cannot find the uploaded asset",
        "spec.video.callbackSecretRef: onair-callbacks: requires spec.video.actions.callback",
        "spec.video.signingKeySecretRef: media/key: requires spec.video.actions.playback.signedUrl",
    ]);

    [Fact]
    public void Reports_missing_dependent_parts()
    {
        (VideoSpec Spec, string Error)[] cases =
        [
            (Maps.Small(a => a.CreateAsset = null), "spec.video.actions: -: must have createUpload, createAsset or both"),
            (Maps.Small(a => a.Callback = new() { Header = "X-Signature" }), "spec.video.actions.callback: -: must have uploadId, assetId or token, which identify the VideoAsset"),
            (Maps.Small(a => a.Callback = new() { Token = "$.t" }), "spec.video.actions.callback.header: -: must name the header with the signature"),
            (Maps.Small(a => a.Callback = new() { Token = "$.t", Scheme = CallbackScheme.StandardWebhooks, Header = "X" }), "spec.video.actions.callback.header: X: must be absent: the headers of StandardWebhooks are fixed"),
            (Maps.Mux(("quality", "basic")), "spec.video.variables: quality: must be one of api, stream, image, videoQuality, test, the variables of the action map for Mux"),
            (Maps.Mux(("api", "mux")), "spec.video.variables[api]: mux: must be an absolute http or https URL without a trailing /"),
            (Maps.Mux(("stream", "https://x.example.com/")), "spec.video.variables[stream]: https://x.example.com/: must be an absolute http or https URL without a trailing /"),
            (Maps.Mux(("test", "yes")), "spec.video.variables[test]: yes: must be true or false"),
            (Maps.Small() with { Variables = new Dictionary<string, string> { ["1st name"] = "x" } }, "spec.video.variables: 1st name: names must consist of letters, digits, _ and -, and begin with a letter"),
            (Maps.Small() with { Variables = new Dictionary<string, string> { ["api"] = "two\nlines" } }, "spec.video.variables[api]: -: must be a single line of at most 2048 characters"),
        ];
        foreach (var (spec, error) in cases) Maps.Errors(spec).ShouldBe([error]);
    }

    [Fact]
    public void A_map_may_be_small() => Maps.Errors(Maps.Small()).ShouldBeEmpty();
}
