using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Onair.Tests.Integration.Operator;

/// <summary>Names the operation of a request, from the services' own models: <c>medialive:CreateChannel</c>.</summary>
internal static partial class AwsOperations
{
    private static readonly Dictionary<string, List<(string Method, Regex Path, string Name)>> Services =
        new[] { "medialive", "mediapackage", "mediaconvert", "cloudfront", "ivs", "chime-sdk-media-pipelines" }.ToDictionary(s => s.Split('-')[0], Read, StringComparer.Ordinal);

    /// <param name="method">The HTTP method.</param>
    /// <param name="pathAndQuery">As it was sent.</param>
    /// <param name="authorization">Its credential scope tells the service.</param>
    /// <param name="target">The header X-Amz-Target, which names the operation in the JSON protocol: <c>AmazonSSM.GetParameter</c>.</param>
    /// <param name="body">It names the operation in the query protocol, which STS has: <c>Action=AssumeRole&amp;…</c>.</param>
    public static string NameOf(string method, string pathAndQuery, string authorization, string target, ReadOnlySpan<byte> body)
    {
        var path = pathAndQuery.Split('?')[0];
        if (path.StartsWith("/mux/", StringComparison.Ordinal)) return $"mux:{Mux(method, path["/mux/video/v1/".Length..].Split('/'))}";
        var service = Scope().Match(authorization) is { Success: true } scope ? scope.Groups[1].Value : "unsigned";
        if (service == "s3" && Multipart(method, pathAndQuery) is { } multipart) return $"s3:{multipart}";
        if (service == "sts" && Action().Match(Encoding.UTF8.GetString(body)) is { Success: true } action) return $"sts:{action.Groups[1].Value}";
        var known = Services.GetValueOrDefault(service) ?? [];
        if (target.Length > 0) return $"{service}:{target.Split('.')[^1]}";
        var name = known.Find(o => o.Method == method && o.Path.IsMatch(path)).Name;
        return $"{service}:{name ?? method}";
    }

    private static string Mux(string method, string[] path) => (method, path) switch
    {
        ("POST", ["uploads"]) => "CreateUpload",
        ("GET", ["uploads"]) => "ListUploads",
        ("GET", ["uploads", _]) => "GetUpload",
        ("PUT", ["uploads", _, "cancel"]) => "CancelUpload",
        ("POST", ["assets"]) => "CreateAsset",
        ("GET", ["assets"]) => "ListAssets",
        ("GET", ["assets", _]) => "GetAsset",
        ("GET", ["assets", _, "input-info"]) => "GetInputInfo",
        ("DELETE", ["assets", _]) => "DeleteAsset",
        _ => method,
    };

    private static string? Multipart(string method, string pathAndQuery) => (method, pathAndQuery) switch
    {
        ("POST", var p) when p.Contains("uploads", StringComparison.Ordinal) => "CreateMultipartUpload",
        ("POST", var p) when p.Contains("uploadId=", StringComparison.Ordinal) => "CompleteMultipartUpload",
        ("GET", var p) when p.Contains("uploadId=", StringComparison.Ordinal) => "ListParts",
        ("PUT", var p) when p.EndsWith("?policy", StringComparison.Ordinal) => "PutBucketPolicy",
        _ => null,
    };

    /// <summary>Whether the operation only reads.</summary>
    public static bool IsRead(string name) => Reads().IsMatch(name);

    [GeneratedRegex("(?:^|&)Action=([A-Za-z]+)")]
    private static partial Regex Action();

    private static List<(string, Regex, string)> Read(string service)
    {
        var model = JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "lib/Aws/models", service, "service-2.json")))!;
        return
        [
            .. model["operations"]!.AsObject().Select(o => (
                (string)o.Value!["http"]!["method"]!,
                new Regex($"^{Parameter().Replace(((string)o.Value["http"]!["requestUri"]!).Split('?')[0], "[^/]+")}$"),
                o.Key)),
        ];
    }

    [GeneratedRegex(@"Credential=[^/]+/[^/]+/[^/]+/([^/]+)/")]
    private static partial Regex Scope();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("^(s3|sts):|:(Describe|List|Get)")]
    private static partial Regex Reads();
}
