using System.Net.Mime;
using System.Xml.Linq;
using Onair.Emulator.S3;

namespace Onair.Emulator.CloudFront;

/// <summary>
/// Viewers' requests: <c>/cloudfront/{distribution}/{path}</c>, or any path at the host
/// <c>{distribution}.cloudfront.net</c>. A request that a behavior sends to MediaPackage is rewritten to its origin path; one to a bucket
/// is answered by <see cref="S3OriginMiddleware"/>.
/// </summary>
internal sealed class ViewerMiddleware(CloudFrontAccount account)
{
    private const string Prefix = "/cloudfront/";
    private const string HostSuffix = ".cloudfront.net";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (Address(context.Request) is not (var id, var path))
        {
            await next(context);
            return;
        }

        var distribution = account.Distributions.Rows.FirstOrDefault(d => d.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
        var package = account.Options.ViewerBase();
        // Edge locations learn of an edit one after the other ("Update a distribution" in the CloudFront guide). Here none does before all did.
        var config = distribution is null ? null : account.Served(distribution);
        var route = config is null
            ? new ViewerRoute(null, new Dictionary<string, string>(), 404, "NoSuchDistribution", $"There is no deployed distribution '{id}'")
            : ViewerRoute.Decide(config, context.Request.Method, path, [package.Host, package.Authority]);
        if (route.Path is null)
        {
            context.Response.StatusCode = route.Status;
            context.Response.Headers["X-Cache"] = "Error from cloudfront";
            context.Response.ContentType = MediaTypeNames.Application.Xml;
            var error = new XElement("Error", new XElement("Code", route.Code), new XElement("Message", route.Message));
            await context.Response.WriteAsync("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + error.ToString(SaveOptions.DisableFormatting), context.RequestAborted);
            return;
        }

        context.Response.Headers["X-Cache"] = "Miss from cloudfront";
        if (route.Bucket is { } bucket)
        {
            context.Features.Set(new S3OriginRequest(bucket, route.Path[1..], account.Arn(distribution!.Id)) { IsSigned = route.IsSigned });
            await next(context);
            return;
        }

        context.Request.Path = route.Path;
        foreach (var (name, value) in route.Headers) context.Request.Headers[name] = value;
        await next(context);
    }

    private static (string Id, string Path)? Address(HttpRequest request)
    {
        var path = request.Path.Value ?? "/";
        if (request.Host.Host.EndsWith(HostSuffix, StringComparison.OrdinalIgnoreCase)) return (request.Host.Host[..^HostSuffix.Length], path);
        if (!path.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var parts = path[Prefix.Length..].Split('/', 2);
        return (parts[0], "/" + parts.ElementAtOrDefault(1));
    }
}
