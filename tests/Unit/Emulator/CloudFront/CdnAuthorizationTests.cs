using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Onair.Emulator.CloudFront;
using Onair.Emulator.MediaPackage;

namespace Onair.Tests.Unit.Emulator.CloudFront;

public sealed class CdnAuthorizationTests : IDisposable
{
    private const string Secret = "arn:aws:secretsmanager:us-east-1:000000000000:secret:MediaPackage/cdn-AbCdEf";

    private readonly ControlPlane _plane = new();

    public void Dispose() => _plane.Dispose();

    [Theory]
    [InlineData("index.m3u8", null, 403)]
    [InlineData("index.m3u8", "", 403)]
    [InlineData("index.m3u8", "wrong", 403)]
    [InlineData("index.m3u8", "current", 200)]
    [InlineData("o720/index.m3u8", "previous", 200)]
    [InlineData("o720/index.m3u8", "Current", 403)]
    [InlineData("o720/5.ts", null, 403)]
    [InlineData("o720/5.ts", "current", 200)]
    public async Task An_endpoint_with_CDN_authorization_wants_the_secrets_value(string file, string? sent, int status)
    {
        var token = await EndpointAsync($$"""{"cdnIdentifierSecret":"{{Secret}}","secretsRoleArn":"arn:aws:iam::000000000000:role/r"}""");

        (await StatusAsync($"/out/v1/{token}/{file}", sent, new Identifiers())).ShouldBe(status);
    }

    [Theory]
    [InlineData("null", 200)]
    [InlineData("""{"cdnIdentifierSecret":"arn:unknown","secretsRoleArn":"arn"}""", 403)]
    public async Task Nobody_gets_by_a_secret_that_is_not_there_and_all_by_none(string authorization, int status)
    {
        var token = await EndpointAsync(authorization);

        (await StatusAsync($"/out/v1/{token}/index.m3u8", "current", new Identifiers())).ShouldBe(status);
    }

    [Fact]
    public async Task Other_paths_are_not_its_business()
    {
        (await StatusAsync("/out/v1/unknown/index.m3u8", null, new Identifiers())).ShouldBe(200);
        (await StatusAsync("/healthz", null, new Identifiers())).ShouldBe(200);
    }

    [Fact]
    public async Task An_update_takes_it_away_again()
    {
        var token = await EndpointAsync($$"""{"cdnIdentifierSecret":"{{Secret}}","secretsRoleArn":"arn"}""");
        (await StatusAsync($"/out/v1/{token}/index.m3u8", null, new Identifiers())).ShouldBe(403);

        (await _plane.MediaPackage("PUT", "/origin_endpoints/pe", """{"hlsPackage":{}}""")).Status.ShouldBe(200);

        (await StatusAsync($"/out/v1/{token}/index.m3u8", null, new Identifiers())).ShouldBe(200);
    }

    [Theory]
    [InlineData("current", 200)]
    [InlineData("of yesteryear", 403)]
    [InlineData(null, 403)]
    public async Task CloudFront_gets_what_its_origins_custom_header_opens_whatever_the_viewer_sends(string? header, int status)
    {
        var token = await EndpointAsync($$"""{"cdnIdentifierSecret":"{{Secret}}","secretsRoleArn":"arn"}""");
        var distribution = await DistributionAsync(header);
        _plane.Time.Advance(120);
        var context = new DefaultHttpContext { Request = { Method = "GET", Path = $"/cloudfront/{distribution}/out/v1/{token}/index.m3u8" } };
        if (header is not null) context.Request.Headers["X-MediaPackage-CDNIdentifier"] = "forged";
        var authorization = new CdnAuthorizationMiddleware(_plane.Get<MediaPackageAccount>(), new Identifiers());

        await _plane.Get<ViewerMiddleware>().InvokeAsync(context, c => authorization.InvokeAsync(c, static _ => Task.CompletedTask));

        context.Response.StatusCode.ShouldBe(status);
    }

    private async Task<string> DistributionAsync(string? header)
    {
        var headers = header is null ? "" : $"<CustomHeaders><Quantity>1</Quantity><Items><OriginCustomHeader><HeaderName>X-MediaPackage-CDNIdentifier</HeaderName><HeaderValue>{header}</HeaderValue></OriginCustomHeader></Items></CustomHeaders>";
        var response = await _plane.Send("cloudfront", "POST", "/2020-05-31/distribution", $"""
            <DistributionConfig xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><CallerReference>r</CallerReference>
            <Origins><Quantity>1</Quantity><Items><Origin><Id>mp</Id><DomainName>package.test</DomainName>{headers}<CustomOriginConfig><HTTPPort>80</HTTPPort>
            <HTTPSPort>443</HTTPSPort><OriginProtocolPolicy>http-only</OriginProtocolPolicy></CustomOriginConfig></Origin></Items></Origins>
            <DefaultCacheBehavior><TargetOriginId>mp</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy><MinTTL>0</MinTTL>
            <ForwardedValues><QueryString>true</QueryString><Cookies><Forward>none</Forward></Cookies></ForwardedValues></DefaultCacheBehavior>
            <Comment></Comment><Enabled>true</Enabled></DistributionConfig>
            """);
        var document = await XElement.LoadAsync(response.Body, LoadOptions.None, CancellationToken.None);
        response.StatusCode.ShouldBe(201, document.ToString());
        return document.Elements().First(e => e.Name.LocalName == "Id").Value;
    }

    private async Task<string> EndpointAsync(string authorization)
    {
        await _plane.MediaPackage("POST", "/channels", """{"id":"pc"}""");
        var (status, body) = await _plane.MediaPackage("POST", "/origin_endpoints", $$"""{"id":"pe","channelId":"pc","hlsPackage":{},"authorization":{{authorization}}}""");
        status.ShouldBe(200, body.ToJsonString());
        return ((string)body["url"]!).Split('/')[^2];
    }

    private async Task<int> StatusAsync(string path, string? sent, ICdnIdentifiers identifiers)
    {
        var middleware = new CdnAuthorizationMiddleware(_plane.Get<MediaPackageAccount>(), identifiers);
        var context = new DefaultHttpContext { Request = { Path = path } };
        if (sent is not null) context.Request.Headers["X-MediaPackage-CDNIdentifier"] = sent;
        await middleware.InvokeAsync(context, static _ => Task.CompletedTask);
        return context.Response.StatusCode;
    }

    private sealed class Identifiers : ICdnIdentifiers
    {
        public IReadOnlyCollection<string> Of(string secretArn) => secretArn == Secret ? ["current", "previous"] : [];
    }
}
