using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.CloudFront;

/// <summary>What a distribution does with a viewer's request.</summary>
/// <param name="Path">Path at the origin; null when the request is refused.</param>
/// <param name="Headers">Headers the origin gets in addition.</param>
/// <param name="Status">Status of a refusal.</param>
/// <param name="Code">Code of a refusal.</param>
/// <param name="Message">Message of a refusal.</param>
internal sealed record ViewerRoute(string? Path, IReadOnlyDictionary<string, string> Headers, int Status, string Code, string Message)
{
    /// <summary>The bucket of an S3 origin; null for another.</summary>
    public string? Bucket { get; private init; }

    /// <summary>CloudFront signs its requests to the bucket: the origin has an origin access control. Otherwise they come from nobody.</summary>
    public bool IsSigned { get; private init; }

    /// <summary>Decides by the first behavior whose pattern fits, else by the default one.</summary>
    /// <param name="config">The DistributionConfig.</param>
    /// <param name="method">The viewer's method.</param>
    /// <param name="path">The viewer's path with its leading slash.</param>
    /// <param name="packageHosts">Hosts of the emulator's own MediaPackage; no other origin can be reached.</param>
    public static ViewerRoute Decide(JsonObject config, string method, string path, IReadOnlyCollection<string> packageHosts)
    {
        if (!config.Flag("Enabled")) return Refuse(403, "AccessDenied", "The distribution is disabled");
        var behavior = config.Items("CacheBehaviors.Items").FirstOrDefault(b => PathPattern.Matches(b.Required("PathPattern"), path))
            ?? config["DefaultCacheBehavior"];
        if (!behavior.Texts("AllowedMethods.Items").Contains(method))
            return Refuse(403, "AccessDenied", $"The behavior does not allow {method}");
        var origin = config.Items("Origins.Items").First(o => o.Text("Id") == behavior.Text("TargetOriginId"));
        if (origin["S3OriginConfig"] is not null)
        {
            // {bucket}.s3.amazonaws.com or {bucket}.s3.{region}.amazonaws.com; names of buckets may have dots.
            var domain = origin.Required("DomainName");
            var end = domain.LastIndexOf(".s3.", StringComparison.OrdinalIgnoreCase);
            return end > 0
                ? new ViewerRoute(origin.Text("OriginPath") + path, new Dictionary<string, string>(), 0, "", "") { Bucket = domain[..end], IsSigned = origin.Text("OriginAccessControlId") is { Length: > 0 } }
                : Refuse(502, "BadGateway", $"CloudFront wasn't able to connect to the origin '{domain}'");
        }

        if (!packageHosts.Contains(origin.Required("DomainName"), StringComparer.OrdinalIgnoreCase))
            return Refuse(502, "BadGateway", $"CloudFront wasn't able to connect to the origin '{origin.Text("DomainName")}'");
        var headers = origin.Items("CustomHeaders.Items").ToDictionary(h => h.Required("HeaderName"), h => h.Required("HeaderValue"), StringComparer.OrdinalIgnoreCase);
        return new ViewerRoute(origin.Text("OriginPath") + path, headers, 0, "", "");
    }

    private static ViewerRoute Refuse(int status, string code, string message) =>
        new(null, new Dictionary<string, string>(), status, code, message);
}
