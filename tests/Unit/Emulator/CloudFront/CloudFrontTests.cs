using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Onair.Emulator.CloudFront;

namespace Onair.Tests.Unit.Emulator.CloudFront;

public sealed class CloudFrontTests : IDisposable
{
    private const string Base = "/2020-05-31/distribution";

    private readonly ControlPlane _plane = new(o => o.Quotas.CacheBehaviors = 2);

    public void Dispose() => _plane.Dispose();

    [Theory]
    [InlineData("/out/v1/abc/*", "/out/v1/abc/index.m3u8", true)]
    [InlineData("out/v1/abc/*", "/out/v1/abc/o720/1.ts", true)]
    [InlineData("/out/v1/abc/*", "/out/v1/abcd/index.m3u8", false)]
    [InlineData("*.m3u8", "/a/b/c.m3u8", true)]
    [InlineData("*.m3u8", "/a/b/c.m3u8x", false)]
    [InlineData("/a?c", "/abc", true)]
    [InlineData("/a?c", "/ac", false)]
    [InlineData("/A*", "/abc", false)]
    [InlineData("*", "/", true)]
    [InlineData("/a*b*c", "/aXbYbZc", true)]
    [InlineData("/a.b", "/axb", false)]
    public void Path_patterns_match_as_CloudFronts_do(string pattern, string path, bool matches) =>
        PathPattern.Matches(pattern, path).ShouldBe(matches);

    [Theory]
    [InlineData("GET", "/out/v1/abc/index.m3u8", "/live/out/v1/abc/index.m3u8", 0)]
    [InlineData("POST", "/out/v1/abc/index.m3u8", null, 403)]
    [InlineData("GET", "/elsewhere/x", null, 502)]
    [InlineData("GET", "/other", "/other", 0)]
    public void The_first_fitting_behavior_decides(string method, string path, string? originPath, int status)
    {
        var config = (JsonObject)JsonNode.Parse(
            """
            {"Enabled": true,
             "Origins": {"Items": [
               {"Id": "mp", "DomainName": "package.test", "OriginPath": "/live", "CustomHeaders": {"Items": [{"HeaderName": "X-CDN", "HeaderValue": "s"}]}},
               {"Id": "far", "DomainName": "elsewhere.test"},
               {"Id": "s3", "DomainName": "b.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
             "CacheBehaviors": {"Items": [
               {"PathPattern": "/out/v1/abc/*", "TargetOriginId": "mp", "AllowedMethods": {"Items": ["GET", "HEAD"]}},
               {"PathPattern": "/elsewhere/*", "TargetOriginId": "far", "AllowedMethods": {"Items": ["GET"]}}]},
             "DefaultCacheBehavior": {"TargetOriginId": "s3", "AllowedMethods": {"Items": ["GET"]}}}
            """)!;

        var route = ViewerRoute.Decide(config, method, path, ["package.test"]);

        route.Path.ShouldBe(originPath);
        route.Status.ShouldBe(status);
        route.Bucket.ShouldBe(path == "/other" ? "b" : null);
        if (originPath is not null && route.Bucket is null) route.Headers["X-CDN"].ShouldBe("s");
        config["Enabled"] = false;
        ViewerRoute.Decide(config, method, path, ["package.test"]).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData(null, 400, "InvalidIfMatchVersion")]
    [InlineData("EOLD", 412, "PreconditionFailed")]
    public async Task An_update_needs_the_current_version(string? version, int status, string code)
    {
        var (id, _) = await CreateAsync();
        (string, string)[] headers = version is null ? [] : [("If-Match", version)];
        var response = await _plane.Send("cloudfront", "PUT", $"{Base}/{id}/config", Config(), headers);
        response.StatusCode.ShouldBe(status);
        (await CodeAsync(response)).ShouldBe(code);
    }

    [Fact]
    public async Task A_distribution_is_deployed_after_a_while_and_deleted_when_disabled()
    {
        var (id, version) = await CreateAsync();
        (await StatusAsync(id)).ShouldBe("InProgress");
        _plane.Time.Advance(120);
        (await StatusAsync(id)).ShouldBe("Deployed");
        (await CodeAsync(await _plane.Send("cloudfront", "DELETE", $"{Base}/{id}", null, ("If-Match", version)))).ShouldBe("DistributionNotDisabled");

        var update = await _plane.Send("cloudfront", "PUT", $"{Base}/{id}/config", Config(enabled: false), ("If-Match", version));
        update.StatusCode.ShouldBe(200);
        var next = update.Headers.ETag.ToString();
        next.ShouldNotBe(version);
        (await _plane.Send("cloudfront", "DELETE", $"{Base}/{id}", null, ("If-Match", next))).StatusCode.ShouldBe(409);
        _plane.Time.Advance(120);
        (await _plane.Send("cloudfront", "DELETE", $"{Base}/{id}", null, ("If-Match", version))).StatusCode.ShouldBe(412);
        (await _plane.Send("cloudfront", "DELETE", $"{Base}/{id}", null, ("If-Match", next))).StatusCode.ShouldBe(204);
        (await _plane.Send("cloudfront", "GET", $"{Base}/{id}", null)).StatusCode.ShouldBe(404);
    }

    [Fact]
    public async Task Viewers_are_served_by_what_is_deployed_also_after_a_restart()
    {
        var (id, version) = await CreateAsync();
        (await ViewAsync(_plane, id)).ShouldBe(404);
        _plane.Time.Advance(120);
        (await ViewAsync(_plane, id)).ShouldBe(200);

        var update = await _plane.Send("cloudfront", "PUT", $"{Base}/{id}/config", Config(enabled: false), ("If-Match", version));
        update.StatusCode.ShouldBe(200);
        // An edit before the last one is deployed keeps what is.
        (await _plane.Send("cloudfront", "PUT", $"{Base}/{id}/config", Config(enabled: false), ("If-Match", update.Headers.ETag.ToString()))).StatusCode.ShouldBe(200);
        (await ViewAsync(_plane, id)).ShouldBe(200);
        using var next = await _plane.RestartAsync();
        (await ViewAsync(next, id)).ShouldBe(200);
        next.Time.Advance(120);
        (await ViewAsync(next, id)).ShouldBe(403);
    }

    [Fact]
    public async Task An_edit_during_a_deployment_does_not_start_it_over()
    {
        var (id, version) = await CreateAsync();
        for (var edit = 0; edit < 5; edit++)
        {
            (await ViewAsync(_plane, id)).ShouldBe(edit < 3 ? 404 : 200, $"after {edit} edits");
            (await StatusAsync(id)).ShouldBe("InProgress");
            var update = await _plane.Send("cloudfront", "PUT", $"{Base}/{id}/config", Config(), ("If-Match", version));
            version = update.Headers.ETag.ToString();
            _plane.Time.Advance(50);
        }

        // The first deployment ended at 120 s, the second at 240 s; the last edit was made at 200 s and is deployed from then on.
        (await StatusAsync(id)).ShouldBe("InProgress");
        _plane.Time.Advance(110);
        (await StatusAsync(id)).ShouldBe("Deployed");
    }

    [Fact]
    public async Task A_distribution_has_75_behaviors_at_most()
    {
        using var plane = new ControlPlane();
        (await plane.Send("cloudfront", "POST", Base, Config("a", behaviors: 75))).StatusCode.ShouldBe(201);
        var refused = await plane.Send("cloudfront", "POST", Base, Config("b", behaviors: 76));
        refused.StatusCode.ShouldBe(400);
        (await CodeAsync(refused)).ShouldBe("TooManyCacheBehaviors");
    }

    [Theory]
    [InlineData("", 1, "DistributionAlreadyExists")]
    [InlineData("fresh", 3, "TooManyCacheBehaviors")]
    [InlineData("fresh", -1, "InconsistentQuantities")]
    public async Task A_creation_is_refused_with_CloudFronts_error(string reference, int behaviors, string code)
    {
        await CreateAsync();
        (await CodeAsync(await _plane.Send("cloudfront", "POST", Base, Config(reference, behaviors: behaviors)))).ShouldBe(code);
    }

    [Fact]
    public async Task An_unknown_element_is_named()
    {
        var response = await _plane.Send("cloudfront", "POST", Base, Config().Replace("<Comment>", "<Colour>red</Colour><Comment>", StringComparison.Ordinal));
        using var reader = new StreamReader(response.Body);
        (await reader.ReadToEndAsync()).ShouldContain("DistributionConfig.Colour: is not a member of DistributionConfig");
    }

    private static string Config(string reference = "", bool enabled = true, int behaviors = 0)
    {
        const string behavior = "<TargetOriginId>mp</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy><MinTTL>0</MinTTL>"
            + "<ForwardedValues><QueryString>true</QueryString><Cookies><Forward>none</Forward></Cookies></ForwardedValues>";
        var items = string.Concat(Enumerable.Range(0, Math.Max(0, behaviors)).Select(i => $"<CacheBehavior><PathPattern>/{i}/*</PathPattern>{behavior}</CacheBehavior>"));
        return $"""
            <DistributionConfig xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><CallerReference>r{reference}</CallerReference>
            <Origins><Quantity>1</Quantity><Items><Origin><Id>mp</Id><DomainName>package.test</DomainName><CustomOriginConfig><HTTPPort>80</HTTPPort>
            <HTTPSPort>443</HTTPSPort><OriginProtocolPolicy>http-only</OriginProtocolPolicy></CustomOriginConfig></Origin></Items></Origins>
            <DefaultCacheBehavior>{behavior}</DefaultCacheBehavior>
            <CacheBehaviors><Quantity>{Math.Abs(behaviors)}</Quantity><Items>{items}</Items></CacheBehaviors>
            <Comment></Comment><Enabled>{(enabled ? "true" : "false")}</Enabled></DistributionConfig>
            """;
    }

    private static async Task<int> ViewAsync(ControlPlane plane, string id)
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Path) = ("GET", $"/cloudfront/{id}/x");
        context.Response.Body = Stream.Null;
        await plane.Get<ViewerMiddleware>().InvokeAsync(context, _ => Task.CompletedTask);
        return context.Response.StatusCode;
    }

    private static async Task<XElement> ReadAsync(HttpResponse response) =>
        await XElement.LoadAsync(response.Body, LoadOptions.None, CancellationToken.None);

    private static async Task<string?> CodeAsync(HttpResponse response) =>
        (await ReadAsync(response)).Descendants().FirstOrDefault(e => e.Name.LocalName == "Code")?.Value;

    private async Task<(string Id, string Version)> CreateAsync()
    {
        var response = await _plane.Send("cloudfront", "POST", Base, Config());
        response.StatusCode.ShouldBe(201);
        return ((await ReadAsync(response)).Elements().First(e => e.Name.LocalName == "Id").Value, response.Headers.ETag.ToString());
    }

    private async Task<string> StatusAsync(string id) =>
        (await ReadAsync(await _plane.Send("cloudfront", "GET", $"{Base}/{id}", null))).Elements().First(e => e.Name.LocalName == "Status").Value;
}
