using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>A bucket's CORS configuration, and its effect on requests.</summary>
internal static class CorsOperations
{
    private const int MostRules = 100;
    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "HEAD"];

    public static async Task PutAsync(S3Request request, Bucket bucket)
    {
        var document = await S3Xml.ReadAsync(request.Context, "CORSConfiguration");
        var rules = document.Children("CORSRule").Select(Parse).ToArray();
        if (rules.Length is 0 or > MostRules) throw S3Errors.MalformedXml();
        bucket.Configure(b => b with { Cors = rules });
    }

    public static Task GetAsync(S3Request request, Bucket bucket)
    {
        if (bucket.Record.Cors.Count == 0)
            throw new AwsException(404, "NoSuchCORSConfiguration", "The CORS configuration does not exist");
        return S3Xml.WriteAsync(request.Context, "CORSConfiguration", xml =>
        {
            foreach (var rule in bucket.Record.Cors)
            {
                xml.WriteStartElement("CORSRule");
                if (rule.Id is not null) xml.WriteElementString("ID", rule.Id);
                Write(xml, "AllowedOrigin", rule.AllowedOrigins);
                Write(xml, "AllowedMethod", rule.AllowedMethods);
                Write(xml, "AllowedHeader", rule.AllowedHeaders);
                Write(xml, "ExposeHeader", rule.ExposeHeaders);
                if (rule.MaxAgeSeconds is { } age) xml.WriteElementString("MaxAgeSeconds", XmlConvert.ToString(age));
                xml.WriteEndElement();
            }
        });
    }

    public static void Delete(S3Request request, Bucket bucket)
    {
        bucket.Configure(b => b with { Cors = [] });
        request.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Handles a browser's preflight request, which has no credentials.</summary>
    public static void Preflight(S3Request request, Bucket bucket)
    {
        if (request.Header("Origin") is not { } origin)
            throw new AwsException(400, "BadRequest", "Insufficient information. Origin request header needed.");
        if (request.Header("Access-Control-Request-Method") is not { } method)
            throw new AwsException(400, "BadRequest", "Invalid Access-Control-Request-Method: null");
        if (bucket.Record.Cors.Count == 0)
            throw new AwsException(403, "AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.");
        var asked = request.Header("Access-Control-Request-Headers")?
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var rule = CorsMatch.Find(bucket.Record.Cors, origin, method, asked) ?? throw new AwsException(403, "AccessForbidden",
            "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request "
            + "method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.");
        Grant(request, rule, origin);
        var headers = request.Context.Response.Headers;
        headers.AccessControlAllowMethods = string.Join(", ", rule.AllowedMethods);
        if (asked.Length > 0) headers.AccessControlAllowHeaders = string.Join(", ", asked.Select(h => h.ToLowerInvariant()));
        if (rule.MaxAgeSeconds is { } age) headers.AccessControlMaxAge = age.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Lets the page read the response to an allowed request, including errors.</summary>
    public static void Apply(S3Request request, Bucket bucket)
    {
        if (request.Header("Origin") is { } origin
            && CorsMatch.Find(bucket.Record.Cors, origin, request.Method, []) is { } rule) Grant(request, rule, origin);
    }

    private static void Grant(S3Request request, CorsRule rule, string origin)
    {
        var headers = request.Context.Response.Headers;
        var allowed = CorsMatch.Origin(rule, origin);
        headers.AccessControlAllowOrigin = allowed;
        if (allowed != "*") headers.AccessControlAllowCredentials = "true";
        if (rule.ExposeHeaders.Count > 0) headers.AccessControlExposeHeaders = string.Join(", ", rule.ExposeHeaders);
        headers.Vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
    }

    private static CorsRule Parse(XElement element)
    {
        string[] Values(string name) => [.. element.Children(name).Select(e => e.Value)];
        var methods = Values("AllowedMethod");
        if (methods.FirstOrDefault(m => !Methods.Contains(m)) is { } unknown)
        {
            throw S3Errors.InvalidRequest(
                $"Found unsupported HTTP method in CORS config. Unsupported method is {unknown}");
        }

        var (origins, headers) = (Values("AllowedOrigin"), Values("AllowedHeader"));
        if (methods.Length == 0 || origins.Length == 0) throw S3Errors.MalformedXml();
        if (origins.Concat(headers).FirstOrDefault(v => v.Count(c => c == '*') > 1) is { } wild)
            throw S3Errors.InvalidRequest($"\"{wild}\" can not have more than one wildcard.");
        var age = element.Text("MaxAgeSeconds");
        return new CorsRule(
            element.Text("ID"), origins, methods, headers, Values("ExposeHeader"),
            age is null ? null : int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? seconds : throw S3Errors.MalformedXml());
    }

    private static void Write(XmlWriter xml, string name, IEnumerable<string> values)
    {
        foreach (var value in values) xml.WriteElementString(name, value);
    }
}
