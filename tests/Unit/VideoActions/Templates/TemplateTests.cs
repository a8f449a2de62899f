using Onair.VideoActions;

namespace Onair.Tests.Unit.VideoActions.Templates;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("""{"a": {{json resource.title}}}""", """{"a":"A \"talk\""}""")]
    [InlineData("""{"a": "{{resource.title}}"}""", """{"a":"A \"talk\""}""")]
    [InlineData("""{"a": "{{urlEncode resource.title}}"}""", """{"a":"A%20%22talk%22"}""")]
    [InlineData("""{"a": {{json resource.description}}, "b": 1}""", """{"b":1}""")]
    [InlineData("""{"a": [{{json resource.description}}, {"b": null}]}""", """{"a":[null,{}]}""")]
    [InlineData("""{"a": "{{resource.description}}"}""", """{"a":""}""")]
    [InlineData("""{"a": {{resource.public}}, "b": {{json resource.signed}}}""", """{"a":true,"b":false}""")]
    [InlineData("""{"a": {{#if resource.signed}}"s"{{else}}"p"{{/if}}}""", """{"a":"p"}""")]
    [InlineData("""{"a": [1{{#unless resource.description}}, 2{{/unless}}]}""", """{"a":[1,2]}""")]
    [InlineData("""{"a": {"b": {"c": {{json resource.title}}}}}""", """{"a":{"b":{"c":"A \"talk\""}}}""")]
    [InlineData("""{"a": "{{resource.namespace}}/{{resource.name}}", "s": {{json resource.metadata.season}}, "t": {{json resource.metadata.other}}}""", """{"a":"shows/talk","s":"2"}""")]
    [InlineData("""{"a": "{{base64 credentials.tokenId ':' credentials.tokenSecret}}"}""", """{"a":"aWQtMTpzM2NyM3Q="}""")]
    [InlineData("""{"a": {{variables.a}}, "b": {{json variables.a}}}""", """{"a":1,"b":"1"}""")]
    public void A_body_is_what_its_template_says(string template, string body) =>
        Maps.Compiled(Maps.Small(a => a.CreateAsset!.Request.Body = template)).Request(VideoAction.CreateAsset, Maps.Values).Body.ShouldBe(body);

    [Fact]
    public void A_text_cannot_leave_the_string_that_it_is_written_in()
    {
        var map = Maps.Compiled(Maps.Small(a => a.CreateAsset!.Request.Body = """{"a": "{{resource.title}}", "b": {{json resource.title}}}"""));
        foreach (var title in new[] { "\",\"admin\":true,\"x\":\"", "\\", "\u0000\u001f", "{{credentials.tokenSecret}}", "漢\ud83d\ude00", "\ud800" })
        {
            var body = System.Text.Json.Nodes.JsonNode.Parse(map.Request(VideoAction.CreateAsset, Maps.Values with { Resource = new() { Title = title } }).Body!)!.AsObject();

            body.Count.ShouldBe(2);
            ((string?)body["a"]).ShouldBe(title.Replace('\ud800', title.Length == 1 ? '\ufffd' : '\ud800'));
        }
    }

    [Theory]
    [InlineData("https://x.example.com/{{asset.id}}", "a b", "https://x.example.com/a%20b")]
    [InlineData("https://x.example.com/?q={{asset.id}}", "a&b=c#d", "https://x.example.com/?q=a%26b%3Dc%23d")]
    [InlineData("https://x.example.com/?q={{urlEncode asset.id}}", "a&b", "https://x.example.com/?q=a%26b")]
    [InlineData("https://x.example.com/{{asset.id}}/x", "%2e%2e", "https://x.example.com/%252e%252e/x")]
    [InlineData("{{variables.api}}/{{asset.id}}", "ü", "https://api.example.com/%C3%BC")]
    public void A_value_is_percent_encoded_in_a_URL(string template, string id, string url) =>
        Maps.Compiled(Maps.Small(a => a.GetAsset.Request.Url = template)).Request(VideoAction.GetAsset, Maps.Values with { AssetId = id }).Url.AbsoluteUri.ShouldBe(url);

    [Fact]
    public void A_tag_of_a_block_that_is_alone_on_its_line_takes_the_line_with_it()
    {
        const string url = "{{#if variables.a}}\n  {{#unless variables.a}}\r\nx\n{{else}}\nhttps://x.example.com/{{asset.id}}{{/unless}}{{/if}}";
        var map = Maps.Compiled(Maps.Small(a => a.GetAsset.Request.Url = url));

        map.Request(VideoAction.GetAsset, Maps.Values).Url.AbsoluteUri.ShouldBe("https://x.example.com/asset-1");
    }

    [Theory]
    [InlineData("..", "must not render . or .. in its path")]
    [InlineData(".", "must not render . or .. in its path")]
    [InlineData("../users", "asset.id: must not have / or \\")]
    [InlineData("a/b", "asset.id: must not have / or \\")]
    [InlineData("..\\x", "asset.id: must not have / or \\")]
    [InlineData("", "asset.id: is empty")]
    [InlineData(null, "asset.id: is empty")]
    public void An_id_cannot_make_it_the_URL_of_something_else(string? id, string rule) =>
        Should.Throw<ActionException>(() => Maps.Compiled(Maps.Small()).Request(VideoAction.DeleteAsset, Maps.Values with { AssetId = id }))
            .Message.ShouldBe($"spec.video.actions.deleteAsset.url: {rule}");

    [Fact]
    public void Headers_of_an_action_stand_for_those_of_all_of_the_same_name()
    {
        var map = Maps.Compiled(Maps.Small(a =>
        {
            a.Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer {{credentials.apiToken}}", ["Accept"] = "application/json" };
            a.DeleteAsset.Headers = new Dictionary<string, string> { ["accept"] = "*/*", ["X-Id"] = "{{asset.id}}" };
        }));

        map.Request(VideoAction.DeleteAsset, Maps.Values).Headers.Select(h => $"{h.Key.ToLowerInvariant()}: {h.Value}")
            .ShouldBe(["authorization: Bearer t0ken", "accept: */*", "x-id: asset-1"]);
    }

    [Theory]
    [InlineData("two\r\nX-Admin: true")]
    [InlineData("two\nlines")]
    [InlineData("zero\0")]
    [InlineData("ü")]
    public void A_header_is_one_line_and_a_wrong_one_is_not_repeated(string secret)
    {
        var map = Maps.Compiled(Maps.Small(a => a.Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer {{credentials.apiToken}}" }));

        Should.Throw<ActionException>(() => map.Request(VideoAction.GetAsset, Maps.Values with { Credentials = new Dictionary<string, string> { ["apiToken"] = secret } }))
            .Message.ShouldBe("spec.video.actions.headers[Authorization]: must render printable ASCII without line breaks");
    }

    [Fact]
    public void A_credential_that_is_not_in_the_secret_is_named()
    {
        var map = Maps.Compiled(Maps.Small(a => a.Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer {{credentials.password}}" }));

        Should.Throw<ActionException>(() => map.Request(VideoAction.GetAsset, Maps.Values)).Message
            .ShouldBe("spec.video.actions.headers[Authorization]: credentials.password: is empty");
    }

    [Fact]
    public void A_body_that_values_break_is_told_without_them()
    {
        var map = Maps.Compiled(Maps.Small(a => a.CreateAsset!.Request.Body = """{"a": {{#if resource.metadata.season}}{{resource.metadata.season}}{{else}}1{{/if}}}"""));

        Should.Throw<ActionException>(() => map.Request(VideoAction.CreateAsset, Maps.Values with { Resource = new() { Metadata = new Dictionary<string, string> { ["season"] = "x y" } } }))
            .Message.ShouldBe("spec.video.actions.createAsset.request.body: must render JSON of at most 65536 characters");
    }

    [Fact]
    public void An_action_that_is_not_there_is_told()
    {
        var map = Maps.Compiled(Maps.Small());

        map.Has(VideoAction.GetAsset).ShouldBeTrue();
        map.Has(VideoAction.CancelUpload).ShouldBeFalse();
        Should.Throw<ActionException>(() => map.Request(VideoAction.CancelUpload, Maps.Values)).Message.ShouldBe("spec.video.actions.cancelUpload: the service has no such action");
        Should.Throw<ActionException>(() => map.ReadUpload("{}")).Message.ShouldBe("spec.video.actions.getUpload: the service has no such action");
        Should.Throw<ActionException>(() => map.ReadFound(VideoAction.FindAsset, "{}", "t")).Message.ShouldBe("spec.video.actions.findAsset: the service has no such action");
    }

    [Fact]
    public void A_request_shows_neither_headers_nor_body()
    {
        var request = Maps.Compiled(Maps.Mux()).Request(VideoAction.CreateAsset, Maps.Values);

        request.ToString().ShouldBe("CreateAsset POST https://api.mux.com/video/v1/assets");
    }
}
